package org.akoma.protection.wellbeing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.agreements.Agreement;
import org.akoma.protection.assessment.AssessChild;
import org.akoma.protection.assessment.Assessment;
import org.akoma.protection.assessment.Assessments;
import org.akoma.protection.assessment.DraftPlan;
import org.akoma.protection.assessment.Plan;
import org.akoma.protection.assessment.PlanGoal;
import org.akoma.protection.assessment.Plans;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.referrals.AnswerReferral;
import org.akoma.protection.referrals.DraftReferral;
import org.akoma.protection.referrals.Referral;
import org.akoma.protection.referrals.ReferralHouse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an index asks for ends by a record that another person looked at, never by typed words alone. */
class CsiActionsIT extends ReferralHouse {

    @Autowired
    StatusIndexes indexes;

    @Autowired
    Assessments assessments;

    @Autowired
    Plans plans;

    @Autowired
    JdbcClient jdbc;

    private static RecordCsi csi(Csi.Wave wave, LocalDate on, Map<CsiFactor, Integer> but) {
        Map<CsiFactor, Integer> levels = new EnumMap<>(CsiFactor.class);
        for (CsiFactor factor : CsiFactor.values()) levels.put(factor, but.getOrDefault(factor, Csi.GOOD));
        return new RecordCsi(
                Ids.next(),
                wave,
                on,
                List.of(Csi.Informant.CHILD),
                levels,
                Map.of(),
                new Csi.SealedText("Il ne parle plus", "Un entretien"));
    }

    private CsiAction asked(CsiFactor factor, int level) {
        done(indexes.record(worker, file, csi(Csi.Wave.BASELINE, TODAY, Map.of(factor, level))));
        return waiting().getFirst();
    }

    private List<CsiAction> waiting() {
        return done(indexes.of(worker, file)).actions().stream()
                .filter(one -> one.until() == null)
                .toList();
    }

    private Answer finishing(Actor who, CsiAction action, Map<String, Object> fields) {
        return api(who.username()).post("/api/v1/cases/" + file + "/csi/actions/" + action.id() + "/done", fields);
    }

    private void straight(Actor who, CsiAction action, String more) {
        transactions.doAs(
                who,
                () -> jdbc.sql("update followup.csi_action set until = access.moment(), ended_by = 'DONE', done_by ="
                                + " access.actor(), sealed = (select sealed from followup.csi where id = csi_id)" + more
                                + " where id = :id")
                        .param("id", action.id())
                        .update());
    }

    private static PlanGoal goal(Actor responsible) {
        return new PlanGoal(
                Ids.next(),
                1,
                "IMM_PSYCHOSOCIAL",
                null,
                TODAY,
                TODAY.plusDays(30),
                responsible.personId(),
                PlanGoal.Met.OPEN,
                new PlanGoal.SealedText("Parler avec quelqu’un", "Il parle"));
    }

    private Plan submitted() {
        Plan plan = done(plans.draft(
                worker, file, new DraftPlan(Ids.next(), null, "Il veut parler", null, List.of(goal(worker)))));
        return done(plans.submit(worker, file, plan.id()));
    }

    private Referral referred(String service) {
        DraftReferral as = draft(clinic, Section.STATUS);
        Referral made = done(referrals.draft(
                worker,
                file,
                new DraftReferral(
                        as.id(),
                        null,
                        null,
                        null,
                        as.to(),
                        Agreement.Purpose.CARE,
                        as.priority(),
                        service,
                        as.sections(),
                        null,
                        as.words())));
        return done(referrals.send(worker, file, made.id(), null));
    }

    private void accepted(Referral sent) {
        done(answers.answer(nurse, sent.code(), AnswerReferral.of(Referral.Step.ACKNOWLEDGE)));
        done(answers.answer(nurse, sent.code(), AnswerReferral.of(Referral.Step.ACCEPT)));
    }

    @Test
    void wordsAloneEndNoHelpForTheMind() {
        agree(ngo, clinic, Section.STATUS);
        consent(Consent.Status.GIVEN);
        accepted(referred("IMM_PSYCHOSOCIAL")); // before the index
        clock.moveTo(MORNING.plus(Duration.ofHours(1)));
        CsiAction action = asked(CsiFactor.EMOTIONAL_HEALTH, Csi.VERY_BAD);
        assertThat(action.kind()).isEqualTo(CsiConsequence.Kind.MENTAL_HEALTH_REFERRAL);
        Answer words = finishing(worker, action, Map.of("done", "x"));
        assertThat(words.status()).isEqualTo(422);
        assertThat(words.body()).contains("followup.action-without-referral");
        accepted(referred("IMM_MEDICAL_TREATMENT")); // for something else
        assertThat(finishing(worker, action, Map.of("done", "x")).body()).contains("followup.action-without-referral");
        Referral sent = referred("IMM_PSYCHOSOCIAL");
        assertThat(finishing(worker, action, Map.of("done", "Adressé")).body()) // nobody has answered
                .contains("followup.action-without-referral");
        for (String more : List.of("", ", referral = '" + sent.code() + "'", ", referral = 'RF-1'"))
            assertThatThrownBy(() -> straight(worker, action, more))
                    .as(more)
                    .hasStackTraceContaining("followup.action-ends-by-a-record");
        Visit page = browser(worker.username());
        assertThat(page.get("/cases/" + file + "/csi").body())
                .contains("Cette action se termine quand une autre structure accepte")
                .doesNotContain("/csi/actions/" + action.id());
        accepted(sent);
        assertThat(page.get("/cases/" + file + "/csi").body())
                .contains("L’orientation " + sent.code() + " a été acceptée", "/csi/actions/" + action.id());
        Answer ended = finishing(worker, action, Map.of("done", "Vu par la clinique"));
        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.json().path("referral").asString()).isEqualTo(sent.code());
    }

    @Test
    void anActionOfThePlanEndsByAGoalThatWasApproved() {
        CsiAction action = asked(CsiFactor.CARE, 2);
        assertThat(action.kind()).isEqualTo(CsiConsequence.Kind.PLAN_ACTION);
        assertThat(finishing(worker, action, Map.of("done", "x")).body()).contains("followup.action-without-goal");
        done(assessments.assess(
                worker,
                file,
                new AssessChild(
                        Ids.next(),
                        Assessment.Kind.INITIAL,
                        CaseFile.Risk.LOW,
                        List.of(),
                        new Assessment.SealedText(null, null, null, "Calme", null, null, null))));
        Plan plan = submitted();
        UUID goal = plan.goals().getFirst().id();
        assertThat(finishing(worker, action, Map.of("done", "x", "goal", goal)).body())
                .contains("followup.no-such-goal"); // nobody has approved it
        for (String more : List.of("", ", goal_id = '" + goal + "'"))
            assertThatThrownBy(() -> straight(worker, action, more))
                    .as(more)
                    .hasStackTraceContaining("followup.action-ends-by-a-record");
        Visit page = browser(worker.username());
        assertThat(page.get("/cases/" + file + "/csi").body())
                .contains("Cette action se termine par un objectif d’un plan approuvé");
        done(plans.decide(supervisor, file, plan.id(), true, null));
        assertThat(finishing(worker, action, Map.of("done", "x")).body()).contains("followup.action-without-goal");
        assertThat(page.get("/cases/" + file + "/csi").body()).contains("Plan 1, objectif 1");
        String wrong = page.post("/cases/" + file + "/csi/actions/" + action.id(), "done", "Fait", "goal", "")
                .body();
        assertThat(wrong).contains("goal-error", "Choisissez un objectif du plan approuvé depuis ce CSI");
        page.post("/cases/" + file + "/csi/actions/" + action.id(), "done", "Fait", "goal", goal.toString());
        assertThat(waiting()).isEmpty();
        assertThat(page.get("/cases/" + file + "/csi").body()).contains("Un objectif du plan, approuvé depuis");
    }

    @Test
    void reasonsAloneAreOfASupervisorWhoDidNotMakeTheIndex() {
        CsiAction action = asked(CsiFactor.EMOTIONAL_HEALTH, Csi.VERY_BAD);
        Actor colleague = actor(person(Role.CASE_SUPERVISOR, ngo));
        assertThat(finishing(supervisor, action, Map.of("done", "")).status()).isEqualTo(422);
        assertThatThrownBy(() -> straight(worker, action, ""))
                .hasStackTraceContaining("followup.action-ends-by-a-record");
        assertThat(browser(supervisor.username()).get("/cases/" + file + "/csi").body())
                .contains("Vos raisons, lues avec le dossier");
        assertThat(finishing(supervisor, action, Map.of("done", "La psychologue de la maison le suit"))
                        .status())
                .isEqualTo(200);
        assertThat(finishing(colleague, action, Map.of("done", "Encore")).status())
                .isIn(404, 422);
        assertThat(browser(worker.username()).get("/cases/" + file + "/csi").body())
                .contains("La supervision a dit pourquoi cela suffit");
    }

    @Test
    void otherNumbersOfTheSamePersonEndNothing() {
        CsiAction action = asked(CsiFactor.CARE, 2);
        clock.moveTo(MORNING.plus(Duration.ofHours(1)));
        done(indexes.record(worker, file, csi(Csi.Wave.BETWEEN, TODAY, Map.of())));
        assertThat(waiting()).extracting(CsiAction::id).containsExactly(action.id());
        assertThatThrownBy(() -> transactions.doAs(
                        worker,
                        () -> jdbc.sql("update followup.csi_action set until = access.moment(), ended_by = 'REASSESSED'"
                                        + " where id = :id")
                                .param("id", action.id())
                                .update()))
                .hasStackTraceContaining("followup.action-ends-by-a-record");
        // one that asks the same takes its place
        clock.moveTo(MORNING.plus(Duration.ofHours(2)));
        done(indexes.record(worker, file, csi(Csi.Wave.BETWEEN, TODAY, Map.of(CsiFactor.CARE, 2))));
        assertThat(waiting()).hasSize(1).extracting(CsiAction::id).doesNotContain(action.id());
    }

    /** Months later the hours are those of what is said today; the page asks once, and names the referral that left. */
    @Test
    void helpForTheMindIsAskedOnceWithTheHoursOfTheNewestIndex() {
        CsiAction june = asked(CsiFactor.EMOTIONAL_HEALTH, Csi.VERY_BAD);
        clock.moveTo(MORNING.plus(Duration.ofDays(90)));
        RecordCsi again = csi(Csi.Wave.MONTHS_3, TODAY.plusDays(90), Map.of(CsiFactor.EMOTIONAL_HEALTH, Csi.VERY_BAD));
        done(indexes.record(worker, file, again));
        CsiAction today = waiting().stream()
                .filter(one -> again.id().equals(one.csi()))
                .findFirst()
                .orElseThrow();
        assertThat(today.due()).isAfter(clock.instant());
        Visit page = browser(worker.username());
        String to = "service=IMM_PSYCHOSOCIAL";
        assertThat(page.get("/cases/" + file + "/csi").body())
                .contains("a-" + today.id(), to)
                .doesNotContain("a-" + june.id());
        agree(ngo, clinic, Section.STATUS);
        consent(Consent.Status.GIVEN);
        Referral sent = referred("IMM_PSYCHOSOCIAL");
        assertThat(page.get("/cases/" + file + "/csi?lang=fr").body())
                .contains("L’orientation " + sent.code() + " est envoyée")
                .doesNotContain(to);
        accepted(sent);
        assertThat(finishing(worker, today, Map.of("done", "Vu par la clinique"))
                        .status())
                .isEqualTo(200);
        assertThat(waiting()).as("the former one too").isEmpty();
    }

    @Test
    void theSameNumbersPutNothingOff() {
        CsiAction first = asked(CsiFactor.CARE, 2);
        clock.moveTo(MORNING.plus(Duration.ofDays(10)));
        LocalDate later = TODAY.plusDays(10);
        RecordCsi again = csi(Csi.Wave.BETWEEN, later, Map.of(CsiFactor.CARE, 2, CsiFactor.SHELTER, 2));
        done(indexes.record(worker, file, again));
        assertThat(waiting()).singleElement().satisfies(one -> {
            assertThat(one.csi()).isEqualTo(again.id());
            assertThat(one.due()).isEqualTo(first.due());
        });
        // by straight SQL: the same index with an action of a later day
        UUID kept = waiting().getFirst().id();
        UUID made = Ids.next();
        clock.moveTo(MORNING.plus(Duration.ofDays(11)));
        assertThatThrownBy(() -> transactions.doAs(worker, () -> {
                    for (String sql : List.of(
                            "insert into followup.csi select :made, file_id, organisation_id, worker_id, wave, on_day, access.moment(),"
                                    + " assessor, informants, sealed from followup.csi where id = :again and :kept is not null",
                            "insert into followup.csi_factor select :made, file_id, factor, level, missing from followup.csi_factor"
                                    + " where csi_id = :again and :kept is not null",
                            "insert into followup.csi_action (csi_id, file_id, organisation_id, worker_id, kind, factors, due_at, since)"
                                    + " select :made, file_id, organisation_id, worker_id, kind, factors, due_at + interval '9 days',"
                                    + " access.moment() from followup.csi_action where id = :kept and :again is not null",
                            "update followup.csi_action set until = access.moment(), ended_by = 'REASSESSED'"
                                    + " where id = :kept and :made is not null and :again is not null"))
                        jdbc.sql(sql)
                                .param("made", made)
                                .param("again", again.id())
                                .param("kept", kept)
                                .update();
                }))
                .hasStackTraceContaining("followup.action-ends-by-a-record");
    }
}
