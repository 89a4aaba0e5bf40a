package org.akoma.protection.assistance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.assessment.AssessChild;
import org.akoma.protection.assessment.Assessment;
import org.akoma.protection.assessment.Assessments;
import org.akoma.protection.assessment.DraftPlan;
import org.akoma.protection.assessment.PlanGoal;
import org.akoma.protection.assessment.Plans;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.payments.AidHouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A service is put otherwise until it begins, and the structure that gives it sees it through. */
class ServiceStepsIT extends AidHouse {

    @Autowired
    Assessments assessments;

    @Autowired
    Plans plans;

    private String school;
    private Organisation structure;
    private Actor teacher;

    @BeforeEach
    void aSchoolThatWorksWithAkoma() {
        structure = structure(Organisation.Kind.PROVIDER);
        school = fresh("FOR");
        done(providers.open(
                supervisor, new OpenProvider(Ids.next(), school, "École", "SCHOOL", "CI", structure.code())));
        teacher = actor(person(Role.PROVIDER, structure));
    }

    /** Approved, given by the school; the school sees that the child is its pupil. */
    private Service approved(String child) {
        Service made = done(services.plan(worker, child, service("LT_EDU_FORMAL", null, school, null)));
        give(child, Grant.Kind.DESK, structure.deskId(), Grant.Reason.ENROLMENT, Section.STATUS);
        return done(services.approve(supervisor, child, made.id(), null));
    }

    @Test
    void nobodyTakesAStepForAnotherProviderOrInAnotherFile() {
        String child = child(12);
        String other = child(12);
        Service own = approved(child);
        Service elsewhere = approved(other);
        Service notTheirs = done(services.plan(worker, child, service("IMM_FOOD")));
        Organisation rival = structure(Organisation.Kind.PROVIDER);
        Actor stranger = actor(person(Role.PROVIDER, rival));
        assertThat(services.start(stranger, child, own.id(), MORNING, null)).isInstanceOf(Outcome.NotFound.class);
        give(child, Grant.Kind.DESK, rival.deskId(), Grant.Reason.REFERRAL, Section.STATUS, Section.ASSISTANCE);
        assertThat(services.start(stranger, child, own.id(), MORNING, null)).isInstanceOf(Outcome.NotFound.class);
        assertThat(services.start(teacher, child, elsewhere.id(), MORNING, null))
                .isInstanceOf(Outcome.NotFound.class);
        assertThat(services.start(teacher, child, notTheirs.id(), MORNING, null))
                .isInstanceOf(Outcome.NotFound.class);
        assertThat(services.approve(teacher, child, own.id(), null)).isInstanceOf(Outcome.Forbidden.class);
        assertThat(services.change(teacher, child, ChangeService.of(own), own.version()))
                .isInstanceOf(Outcome.Forbidden.class);
        assertThat(services.inHand(teacher, child)).containsExactly(own.id());
        assertThat(services.inHand(stranger, child)).isEmpty();
        for (Actor nobody :
                List.of(actor(person(Role.SHELTER_MANAGER, ngo)), actor(person(Role.EVALUATOR, ngo)), finance, manager))
            assertThat(services.start(nobody, child, own.id(), MORNING, null))
                    .as(nobody.code())
                    .isNotInstanceOf(Outcome.Done.class);
    }

    @Test
    void theDatabaseLetsAProviderSayHowFarItIsAndNothingElse() throws SQLException {
        String child = child(12);
        Service own = approved(child);
        Service food = done(services.plan(worker, child, service("IMM_FOOD")));
        String one = " where id = '" + own.id() + "'";
        String start = "update assistance.service set state = 'STARTED', started_at = '" + MORNING + "'";
        assertThat(asked(teacher, start + one)).isOne();
        assertThat(asked(teacher, start + " where id = '" + food.id() + "'")).isZero();
        assertThat(asked(actor(person(Role.PROVIDER, structure(Organisation.Kind.PROVIDER))), start + one))
                .isZero();
        assertThat(asked(actor(person(Role.MINISTRY_OFFICER, structure)), start + one))
                .isZero();
        for (String more : List.of(
                "provider = null, given_at = null",
                "until_on = '2016-01-01'",
                "sealed = null",
                "approved_by = null, approved_at = null, state = 'PLANNED'"))
            assertThatThrownBy(() -> asked(teacher, "update assistance.service set " + more + one))
                    .as(more)
                    .hasMessageContaining("assistance.not-your-hand");
        assertThatThrownBy(() -> asked(
                        worker,
                        "update assistance.service set approved_by = '" + supervisor.personId()
                                + "', approved_at = now() where id = '" + food.id() + "'"))
                .hasMessageContaining("assistance.not-your-hand");
        done(services.start(worker, child, own.id(), MORNING, null));
        assertThatThrownBy(() -> asked(worker, "update assistance.service set until_on = '2016-01-01'" + one))
                .hasMessageContaining("assistance.service-decided");
    }

    /**
     * As the care login, entered as this person; nothing stays.
     *
     * @return how many rows changed
     */
    private int asked(Actor actor, String sql) throws SQLException {
        try (Connection care = TestDatabase.connectAs(Compartment.PROTECTION.login());
                Statement ask = care.createStatement()) {
            care.setAutoCommit(false);
            ask.execute(TestDatabase.entering(actor.personId(), clock.instant()));
            try {
                return ask.executeUpdate(sql);
            } finally {
                care.rollback();
            }
        }
    }

    @Test
    void aSchoolBeginsAndEndsWhatItGives() {
        String child = child(12);
        Service own = approved(child);
        String page = "/cases/" + child + "/aid";
        Visit desk = browser(teacher.username());
        Answer shown = desk.get(page);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(browser(worker.username()).get(page).body())
                .contains(" · École</span>")
                .doesNotContain(" · " + school);
        assertThat(shown.body()).contains("/services/" + own.id() + "/start").doesNotContain("Une note", "Modifier");
        assertThat(desk.get(page + "/services/" + own.id()).status()).isEqualTo(404);
        assertThat(desk.press(page, page + "/services/" + own.id() + "/start").status())
                .isEqualTo(303);
        assertThat(desk.post(page + "/services/" + own.id() + "/end", "reason", "NOT_A_REASON")
                        .status())
                .isEqualTo(422);
        Answer ended = api(teacher.username())
                .post(
                        "/api/v1/cases/" + child + "/services/" + own.id() + "/end",
                        Map.of("completed", false, "reason", "CHILD_MOVED"));
        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.json().path("state").asString()).isEqualTo("INTERRUPTED");
        String now = ended.json().path("version").asString();
        assertThat(desk.post(page + "/services/" + own.id() + "/start", "version", now)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void whatIsAgreedToAndNoLongerTheSameWaitsForTheSupervisorAgain() {
        String child = child(12);
        Service own = approved(child);
        ChangeService note = new ChangeService(
                own.id(), TimeFrame.URGENT, own.provider(), own.goalId(), own.fromOn(), own.untilOn(), "Autre note");
        Service noted = done(services.change(worker, child, note, own.version()));
        assertThat(noted.state()).isEqualTo(Service.State.APPROVED);
        assertThat(noted.dueAt()).isEqualTo(noted.plannedAt().plusSeconds(3 * 3_600));
        ChangeService longer = new ChangeService(
                own.id(), null, own.provider(), own.goalId(), TODAY, TODAY.plusDays(90), "Autre note");
        assertThat(services.change(supervisor, child, longer, noted.version())).isInstanceOf(Outcome.Forbidden.class);
        Service again = done(services.change(worker, child, longer, noted.version()));
        assertThat(again.state()).isEqualTo(Service.State.PLANNED);
        assertThat(again.approvedBy()).isNull();
        assertThat(again.dueAt()).isNull();
        done(services.approve(supervisor, child, own.id(), again.version()));
        done(services.start(worker, child, own.id(), MORNING, null));
        assertThat(refused(services.change(worker, child, note, again.version() + 2)))
                .isEqualTo("assistance.service-decided");
    }

    @Test
    void whoComesSecondIsToldWhichFieldsDiffer() {
        String child = child(12);
        Service own = done(services.plan(worker, child, service("LT_EDU_FORMAL", null, school, null)));
        UUID id = own.id();
        String address = "/api/v1/cases/" + child + "/services/" + id;
        var desk = api(worker.username());
        assertThat(desk.put(address, Map.of("note", "x"), null).status()).isEqualTo(428);
        Answer first = desk.put(address, Map.of("provider", school, "fromOn", "2015-11-20"), "\"1\"");
        assertThat(first.status()).isEqualTo(200);
        Answer second = desk.put(address, Map.of("provider", school, "fromOn", "2015-11-27"), "\"1\"");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().path("errors").findValuesAsString("field")).containsExactly("fromOn");
        assertThat(desk.put(address, Map.of("provider", "NOWHERE"), "\"2\"").body())
                .contains("assistance.unknown-provider");
        assertThat(desk.put(address, Map.of("provider", school, "code", "IMM_FOOD"), "\"2\"")
                        .status())
                .isEqualTo(422);

        Visit browser = browser(worker.username());
        String page = "/cases/" + child + "/aid/services/" + id;
        Answer form = browser.get(page);
        assertThat(form.status()).isEqualTo(200);
        assertThat(form.body()).contains("value=\"2015\"").doesNotContain("??", "th:");
        Answer late = browser.post(
                page,
                "version",
                "1",
                "provider",
                school,
                "fromOn-day",
                "30",
                "fromOn-month",
                "11",
                "fromOn-year",
                "2015");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("20 nov", "30 nov").doesNotContain("??");
        assertThat(browser.post(page, "version", "2", "provider", school, "note", "Le matin")
                        .status())
                .isEqualTo(303);
    }

    /** A plan in force with these aims. */
    private List<PlanGoal> planned(String child, String... aims) {
        done(assessments.assess(
                worker,
                child,
                new AssessChild(
                        Ids.next(),
                        Assessment.Kind.INITIAL,
                        CaseFile.Risk.MEDIUM,
                        List.of("SHELTER"),
                        new Assessment.SealedText(
                                null, null, null, "Menacé par le recruteur", null, "Je veux ma mère", null))));
        List<PlanGoal> goals = Arrays.stream(aims)
                .map(aim -> new PlanGoal(
                        Ids.next(),
                        1,
                        "LT_EDU_FORMAL",
                        null,
                        TODAY,
                        TODAY.plusDays(90),
                        worker.personId(),
                        PlanGoal.Met.OPEN,
                        new PlanGoal.SealedText(aim, "80 % de présence")))
                .toList();
        UUID plan = done(plans.draft(worker, child, new DraftPlan(Ids.next(), null, "Elle veut lire", null, goals)))
                .id();
        done(plans.submit(worker, child, plan));
        return done(plans.decide(supervisor, child, plan, true, null)).goals();
    }

    @Test
    void aServiceServesAGoalOfThePlanAndAnother() {
        String child = child(12);
        List<PlanGoal> goals = planned(child, "Retourner à l’école", "Apprendre la couture");
        UUID lycee = goals.getFirst().id();
        UUID trade = goals.getLast().id();
        Visit desk = browser(worker.username());
        String page = "/cases/" + child + "/aid";
        assertThat(desk.get(page).body()).contains("Retourner à l’école", "Apprendre la couture");
        assertThat(desk.post(page + "/services", "code", "LT_EDU_FORMAL", "goal", lycee.toString())
                        .status())
                .isEqualTo(303);
        Service own = done(services.of(worker, child)).getFirst();
        assertThat(own.goalId()).isEqualTo(lycee);
        String edit = page + "/services/" + own.id();
        assertThat(desk.get(edit + "?lang=fr").body())
                .contains("value=\"" + lycee + "\" selected", "Objectif du plan")
                .doesNotContain("??");
        assertThat(desk.get(edit + "?lang=en").body()).contains("Goal of the plan");
        Answer unknown = desk.post(edit, "version", "1", "goal", Ids.next().toString(), "note", "Le matin");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.body()).contains("href=\"#goal\"", "Le matin");
        assertThat(desk.post(edit, "version", "1", "goal", trade.toString()).status())
                .isEqualTo(303);
        assertThat(done(services.of(worker, child)).getFirst().goalId()).isEqualTo(trade);
        Answer late = desk.post(edit, "version", "1", "goal", lycee.toString());
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("<td>Apprendre la couture</td><td>Retourner à l’école</td>");
    }

    @Test
    void aDayThatIsNoneStandsInItsBoxesWithWhatIsWrong() {
        String page = "/cases/" + child(12) + "/aid";
        Visit desk = browser(worker.username());
        assertThat(desk.get(page).body())
                .contains("name=\"fromOn-day\"", "name=\"untilOn-year\"", "name=\"coversFrom-month\"")
                .doesNotContain("type=\"date\"");
        Answer typed = desk.post(
                page + "/services",
                "code",
                "IMM_FOOD",
                "fromOn-day",
                "31",
                "fromOn-month",
                "février",
                "fromOn-year",
                "2016");
        assertThat(typed.status()).isEqualTo(422);
        assertThat(typed.body())
                .contains("id=\"fromOn-error\"", "href=\"#fromOn\"", "value=\"31\"", "value=\"février\"");
    }
}
