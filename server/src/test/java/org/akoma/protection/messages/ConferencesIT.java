package org.akoma.protection.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.SentTwice;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.assessment.AssessChild;
import org.akoma.protection.assessment.Assessment;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.overview.AssignCase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Case conferences: planned, held, followed up; who reads them, and what waits for whom. */
class ConferencesIT extends TalkHouse {

    private static final Instant TOMORROW = Instant.parse("2015-11-17T09:00:00Z");
    private static final LocalDate FRIDAY = LocalDate.parse("2015-11-20");

    @Autowired
    Conferences conferences;

    @Autowired
    ConferenceDecisions decisions;

    @Autowired
    org.akoma.protection.assessment.Assessments assessments;

    @Autowired
    org.akoma.protection.overview.Assignments assignments;

    private static String text(Answer answer) {
        return answer.body().replace('\u00a0', ' ');
    }

    private PlanConference asking(UUID id, Integer version, Instant at, Actor... people) {
        List<String> names = new ArrayList<>();
        for (Actor one : people) names.add(one.username());
        return new PlanConference(
                id,
                version,
                Section.NOTES,
                at,
                worker.username(),
                Set.copyOf(names),
                new Conference.Agenda("L’école à la rentrée", "Bureau de San Pedro"));
    }

    private Conference planned(CaseFile file, Actor... people) {
        return done(conferences.plan(worker, file.code(), asking(Ids.next(), null, TOMORROW, people)));
    }

    private HoldConference.Decided decided(Actor owner) {
        return new HoldConference.Decided(Ids.next(), "Appeler l’école", owner.username(), FRIDAY);
    }

    private HoldConference minutes(Instant next, HoldConference.Decided... all) {
        return new HoldConference(
                Instant.parse("2015-11-17T09:30:00Z"),
                Set.of(worker.username()),
                new Conference.Minutes("Elle veut retourner en classe.", "Directrice d’école"),
                List.of(all),
                next);
    }

    /** What a view says is due for this person, as kinds. */
    private List<String> due(Actor who, String view, boolean open) {
        try (Connection login = TestDatabase.connectAs(who.compartment().login())) {
            login.setAutoCommit(false);
            try (var enter = login.createStatement()) {
                enter.execute(TestDatabase.entering(who.personId(), clock.instant()));
            }
            try (var rows = login.prepareStatement("select due_on from " + view
                    + " where worker_id = ? and (done_at is null and closed_at is null) = ?")) {
                rows.setObject(1, who.personId());
                rows.setBoolean(2, open);
                var found = rows.executeQuery();
                List<String> days = new ArrayList<>();
                while (found.next()) days.add(found.getString(1));
                return days;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void peopleOfSeveralStructuresMeetDecideAndAnswerForIt() throws SQLException {
        CaseFile file = file();
        share(file, officer, Set.of(Section.STATUS, Section.NOTES), Grant.Reason.REFERRAL);
        Conference plan = planned(file, supervisor, officer);
        assertThat(plan.coming())
                .containsExactlyInAnyOrder(worker.personId(), supervisor.personId(), officer.personId());
        assertThat(due(officer, "referrals.was_due_conference", true)).containsExactly("2015-11-17");
        assertThat(conferences.mine(officer, false, null, 10)).hasSize(1);
        assertThat(refused(conferences.hold(worker, file.code(), plan.id(), minutes(null, decided(officer)), null)))
                .isEqualTo("form.future");
        clock.moveTo(Instant.parse("2015-11-17T12:00:00Z"));
        HoldConference command = minutes(null, decided(officer));
        long before = rings(supervisor);
        Conference held = done(conferences.hold(worker, file.code(), plan.id(), command, null));
        assertThat(rings(supervisor))
                .as("who was asked to come hears that the minutes are there")
                .isEqualTo(before + 1);
        assertThat(done(conferences.hold(worker, file.code(), plan.id(), command, null))
                        .decisions())
                .hasSize(1);
        HoldConference others = new HoldConference(
                command.heldAt(), command.present(), new Conference.Minutes("Autre chose", null), List.of(), null);
        assertThat(refused(conferences.hold(worker, file.code(), plan.id(), others, null)))
                .isEqualTo("referrals.conference-over");
        assertThat(held.asked())
                .filteredOn(one -> Boolean.TRUE.equals(one.present()))
                .extracting(Conference.Attendance::person)
                .containsExactly(worker.personId());
        assertThat(due(officer, "referrals.was_due_conference", true)).isEmpty();
        assertThat(due(officer, "referrals.due_decision", true)).containsExactly("2015-11-20");
        Decision open = decisions.mine(officer, null, 10).getFirst();
        assertThat(open.fileCode()).isEqualTo(file.code());
        assertThat(open.daysLate(FRIDAY)).isZero();
        assertThat(open.daysLate(FRIDAY.plusDays(3))).isEqualTo(3);
        assertThat(refused(decisions.settle(officer, file.code(), open.id(), Decision.State.NOT_DONE, null, null)))
                .isEqualTo("referrals.decision-why");
        Actor chair = held.chair().equals(worker.personId()) ? worker : supervisor;
        long chairBefore = bellsOf(chair.username());
        done(decisions.settle(officer, file.code(), open.id(), Decision.State.DONE, "Elle est inscrite", null));
        done(decisions.settle(officer, file.code(), open.id(), Decision.State.DONE, null, null));
        assertThat(bellsOf(chair.username())).as("the chair hears of it once").isEqualTo(chairBefore + 1);
        assertThat(refused(decisions.settle(worker, file.code(), open.id(), Decision.State.NOT_DONE, "x", null)))
                .isEqualTo("referrals.decision-settled");
        assertThat(due(officer, "referrals.due_decision", true)).isEmpty();
        assertThat(due(officer, "referrals.due_decision", false)).hasSize(1);
        assertThat(done(conferences.of(supervisor, file.code()))
                        .getFirst()
                        .decisions()
                        .getFirst()
                        .note())
                .isEqualTo("Elle est inscrite");
    }

    @Test
    void onlyWhoReadsTheFileIsAskedAndOnlyTheyFindIt() {
        CaseFile file = file();
        assertThat(refused(conferences.plan(worker, file.code(), asking(Ids.next(), null, TOMORROW, other))))
                .isEqualTo("referrals.not-a-reader");
        assertThat(refused(conferences.plan(worker, file.code(), asking(Ids.next(), null, TOMORROW, police))))
                .isEqualTo("referrals.not-a-reader");
        assertThat(refused(conferences.plan(worker, file.code(), asking(Ids.next(), null, TOMORROW))))
                .isEqualTo("referrals.nobody-asked");
        Conference plan = planned(file, supervisor);
        Organisation elsewhere = structure(Organisation.Kind.NGO);
        Actor evaluator = actor(person(Role.EVALUATOR, elsewhere));
        share(file, evaluator, Set.of(Section.STATUS, Section.NOTES), Grant.Reason.SAMPLE);
        Actor school = actor(person(Role.PROVIDER, elsewhere));
        share(file, school, Set.of(Section.STATUS, Section.ASSISTANCE), Grant.Reason.REFERRAL);
        for (Actor stranger : List.of(
                other,
                officer,
                police,
                evaluator,
                actor(person(Role.CASE_SUPERVISOR, elsewhere)),
                actor(person(Role.PROJECT_MANAGER, elsewhere)),
                actor(person(Role.FINANCE_OFFICER, elsewhere)),
                actor(person(Role.DATA_PROTECTION_OFFICER, elsewhere)))) {
            assertThat(conferences.of(stranger, file.code()))
                    .as(stranger.username())
                    .isInstanceOf(Outcome.NotFound.class);
            assertThat(conferences.cancel(stranger, file.code(), plan.id(), "x", null))
                    .isInstanceOf(Outcome.NotFound.class);
            assertThat(conferences.hold(stranger, file.code(), plan.id(), minutes(null), null))
                    .isInstanceOf(Outcome.NotFound.class);
        }
        assertThat(done(conferences.of(school, file.code()))).isEmpty();
        assertThat(conferences.cancel(school, file.code(), plan.id(), "x", null))
                .isInstanceOf(Outcome.NotFound.class);
        Actor reader = actor(person(Role.CASE_WORKER, elsewhere));
        share(file, reader, Set.of(Section.STATUS, Section.NOTES), Grant.Reason.REFERRAL);
        assertThat(done(conferences.of(reader, file.code()))).isEmpty();
        assertThat(conferences.cancel(reader, file.code(), plan.id(), "x", null))
                .isInstanceOf(Outcome.NotFound.class);
        for (Actor eyes : List.of(evaluator, school, other, officer, reader))
            assertThat(counted(eyes, plan.id())).as(eyes.username()).isZero();
        Conference together = planned(file, supervisor, reader);
        assertThat(done(conferences.of(reader, file.code())))
                .extracting(Conference::id)
                .containsExactly(together.id());
        assertThat(counted(reader, together.id())).isEqualTo(1);
        assertThat(conferences.cancel(reader, file.code(), together.id(), "x", null))
                .isInstanceOf(Outcome.Forbidden.class);
    }

    /** A worker neither calls off the conference of the supervisor nor writes its minutes, before its hour or after. */
    @Test
    void minutesAndCancellingAreTheChairs() throws SQLException {
        CaseFile file = file();
        PlanConference about = new PlanConference(
                Ids.next(),
                null,
                Section.NOTES,
                TOMORROW,
                supervisor.username(),
                Set.of(worker.username()),
                new Conference.Agenda("Est-elle en sécurité ?", null));
        Conference plan = done(conferences.plan(supervisor, file.code(), about));
        Caller program = api(worker.username());
        String address = "/api/v1/cases/" + file.code() + "/conferences/" + plan.id();
        Answer cancelled = program.post(address + "/cancellation", Map.of("reason", "Pas besoin"));
        assertThat(cancelled.status()).isEqualTo(422);
        assertThat(cancelled.body()).contains("referrals.not-the-chair").doesNotContain("??");
        HoldConference early = new HoldConference(
                clock.instant(),
                Set.of(worker.username()),
                new Conference.Minutes("Tous d’accord", null),
                List.of(),
                null);
        assertThat(refused(conferences.hold(worker, file.code(), plan.id(), early, null)))
                .isEqualTo("referrals.not-the-chair");
        for (String change : List.of(
                "state = 'CANCELLED', settled_at = access.moment(), settled_by = access.actor(), minutes = agenda",
                "state = 'HELD', held_at = access.moment(), settled_at = access.moment(), settled_by = access.actor(), minutes = agenda",
                "chair_id = access.actor()"))
            assertThat(org.akoma.LoginSql.refusal(
                            worker,
                            clock.instant(),
                            "update referrals.conference set " + change + " where id = '" + plan.id() + "'"))
                    .as(change)
                    .contains("referrals.not-the-chair");
        assertThat(browser(worker.username())
                        .get("/cases/" + file.code() + "/conferences/" + plan.id())
                        .body())
                .contains("Est-elle en sécurité")
                .doesNotContain("/minutes\"", "/cancellation");
        done(conferences.hold(
                supervisor,
                file.code(),
                plan.id(),
                new HoldConference(
                        clock.instant(),
                        Set.of(supervisor.username()),
                        new Conference.Minutes("Tenue plus tôt", null),
                        List.of(),
                        null),
                null));
    }

    private long counted(Actor who, UUID conference) {
        return rows(who, "referrals.attendance", conference) > 0 ? 1 : 0;
    }

    @Test
    void aPlanIsChangedByOneAfterTheOtherAndCancelledWithAReason() {
        CaseFile file = file();
        Conference plan = planned(file, supervisor);
        assertThat(done(conferences.plan(worker, file.code(), asking(plan.id(), null, TOMORROW, supervisor)))
                        .version())
                .isEqualTo(1);
        share(file, officer, Set.of(Section.STATUS, Section.NOTES), Grant.Reason.REFERRAL);
        Instant later = TOMORROW.plusSeconds(86_400);
        Conference moved = done(conferences.plan(worker, file.code(), asking(plan.id(), 1, later, officer)));
        assertThat(moved.plannedFor()).isEqualTo(later);
        assertThat(moved.coming()).containsExactlyInAnyOrder(worker.personId(), officer.personId());
        assertThat(due(supervisor, "referrals.was_due_conference", true)).isEmpty();
        assertThat(due(officer, "referrals.was_due_conference", true)).containsExactly("2015-11-18");
        // who was overtaken moves nobody's day
        assertThat(conferences.plan(worker, file.code(), asking(plan.id(), 1, later.plusSeconds(86_400), officer)))
                .isInstanceOf(Outcome.Stale.class);
        assertThat(due(officer, "referrals.was_due_conference", true)).containsExactly("2015-11-18");
        done(conferences.cancel(worker, file.code(), plan.id(), "Route coupée", null));
        assertThat(due(officer, "referrals.was_due_conference", true)).isEmpty();
        assertThat(conferences.mine(officer, true, null, 10)).hasSize(1);
    }

    @Test
    void atHighRiskTheyMeetAgainWithinTheWeek() {
        CaseFile file = file();
        done(assessments.assess(
                worker,
                file.code(),
                new AssessChild(
                        Ids.next(),
                        Assessment.Kind.INITIAL,
                        CaseFile.Risk.HIGH,
                        List.of("SHELTER"),
                        new Assessment.SealedText(null, null, null, "Menacée", "Ne sort pas seule", null, null))));
        Conference plan = planned(file, supervisor);
        clock.moveTo(Instant.parse("2015-11-17T12:00:00Z"));
        done(conferences.hold(worker, file.code(), plan.id(), minutes(null), null));
        assertThat(due(worker, "referrals.due_next_conference", true)).containsExactly("2015-11-24");
        Conference next = planned(file, supervisor);
        assertThat(due(worker, "referrals.due_next_conference", true)).isEmpty();
        clock.moveTo(Instant.parse("2015-11-17T13:00:00Z"));
        done(conferences.hold(worker, file.code(), next.id(), minutes(Instant.parse("2015-11-23T09:00:00Z")), null));
        assertThat(due(worker, "referrals.due_next_conference", true)).isEmpty();
        assertThat(due(supervisor, "referrals.was_due_conference", true)).containsExactly("2015-11-23");
        UUID last = conferences.mine(supervisor, false, null, 10).getFirst().id();
        Conference other = planned(file, supervisor);
        done(conferences.cancel(worker, file.code(), last, "Route coupée", null));
        assertThat(due(worker, "referrals.due_next_conference", true))
                .as("another is planned")
                .isEmpty();
        done(conferences.cancel(worker, file.code(), other.id(), "Route coupée", null));
        assertThat(due(worker, "referrals.due_next_conference", true))
                .as("within the week of the last that was held")
                .containsExactly("2015-11-24");
    }

    @Test
    void withTheFileGoesWhatItsWorkerHadTakenOn() {
        CaseFile file = file();
        Conversation talk = inside(file, Section.NOTES, "Bonjour");
        Conference plan = planned(file, supervisor);
        planned(file, supervisor);
        clock.moveTo(Instant.parse("2015-11-17T12:00:00Z"));
        done(conferences.hold(worker, file.code(), plan.id(), minutes(null, decided(worker)), null));
        done(assignments.assign(supervisor, file.code(), new AssignCase(other.username())));
        assertThat(due(other, "referrals.due_decision", true)).containsExactly("2015-11-20");
        assertThat(due(other, "referrals.was_due_conference", true)).containsExactly("2015-11-17");
        assertThat(due(worker, "referrals.due_decision", true)).isEmpty();
        assertThat(conferences.mine(worker, false, null, 10)).isEmpty();
        assertThat(conversations.waiting(other)).isEqualTo(1);
        assertThat(messages.open(other, talk.id(), null)).isPresent();
        assertThat(messages.open(worker, talk.id(), null)).isEmpty();
    }

    @Test
    void pagesAndProgramsGetTheWholeOfIt() {
        CaseFile file = file();
        Visit visit = browser(worker.username());
        String page = "/cases/" + file.code() + "/conferences";
        assertThat(text(visit.get(page))).contains("Aucune concertation sur ce dossier", "Prévoir une concertation");
        Answer wrong =
                visit.post(page, "section", "NOTES", "agenda", "Un long ordre du jour", "chair", worker.username());
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(text(wrong)).contains("Un long ordre du jour", "href=\"#plannedFor\"");
        String[] right = {
            "section",
            "NOTES",
            "agenda",
            "L’école",
            "chair",
            worker.username(),
            "people",
            supervisor.username(),
            "plannedFor",
            "2015-11-17",
            "plannedFor-time",
            "09:00"
        };
        assertThat(visit.post(page, right).status()).isEqualTo(303);
        UUID id = done(conferences.of(worker, file.code())).getFirst().id();
        for (String lang : List.of("fr", "en"))
            for (String path : List.of(page, page + "/" + id, "/conferences", "/conferences?past=true")) {
                Answer shown = visit.get(path + (path.contains("?") ? "&" : "?") + "lang=" + lang);
                assertThat(shown.status()).as(path).isEqualTo(200);
                assertThat(shown.body()).doesNotContain("th:", "…</", "??").contains("</html>");
            }
        visit.get("/conferences?lang=fr");
        assertThat(visit.post(page + "/" + id + "/plan", "version", "1", "agenda", "", "chair", worker.username())
                        .status())
                .isEqualTo(422);
        clock.moveTo(Instant.parse("2015-11-17T12:00:00Z"));
        Visit later = browser(worker.username());
        later.get(page);
        Answer halfway = later.post(
                page + "/" + id + "/minutes",
                "heldAt",
                "2015-11-17",
                "heldAt-time",
                "09:30",
                "minutes",
                "Tout va bien",
                "text-1",
                "Appeler");
        assertThat(halfway.status()).isEqualTo(422);
        assertThat(text(halfway)).contains("Tout va bien", "href=\"#owner-1\"");
        assertThat(later.press(
                                page + "/" + id,
                                page + "/" + id + "/minutes",
                                "heldAt",
                                "2015-11-17",
                                "heldAt-time",
                                "09:30",
                                "minutes",
                                "Tout va bien",
                                "present",
                                worker.username(),
                                "text-1",
                                "Appeler",
                                "owner-1",
                                supervisor.username(),
                                "dueOn-1",
                                "2015-11-20")
                        .status())
                .isEqualTo(303);
        UUID decision = decisions.mine(supervisor, null, 1).getFirst().id();
        Visit above = browser(supervisor.username());
        assertThat(text(above.get("/conferences"))).contains("Appeler", file.code());
        assertThat(above.press(page, page + "/decisions/" + decision, "state", "NOT_DONE")
                        .status())
                .isEqualTo(422);
        assertThat(above.press(page, page + "/decisions/" + decision, "state", "DONE")
                        .status())
                .isEqualTo(303);
        assertThat(above.get("/conferences/file?past=true&format=csv").body())
                .contains(file.code())
                .doesNotContain("Appeler");
        assertThat(browser(officer.username()).get(page).status()).isEqualTo(404);
        assertThat(browser(person(Role.EVALUATOR, ngo)).get("/conferences").status())
                .isEqualTo(404);

        Caller program = api(worker.username());
        String path = "/api/v1" + page;
        Answer made = program.post(
                path,
                Map.of(
                        "section",
                        "NOTES",
                        "agenda",
                        "Encore",
                        "chair",
                        worker.username(),
                        "people",
                        List.of(supervisor.username()),
                        "plannedFor",
                        "2015-11-18T09:00:00Z"));
        assertThat(made.status()).isEqualTo(201);
        String one = path + "/" + made.json().path("id").asString();
        assertThat(program.send("PUT", one, "application/json", "{}").status()).isEqualTo(428);
        assertThat(program.post(
                                one + "/minutes",
                                Map.of(
                                        "heldAt",
                                        "2015-11-17T11:00:00Z",
                                        "minutes",
                                        "x",
                                        "decisions",
                                        List.of(Map.of("text", "y"))))
                        .body())
                .contains("decisions[0].owner");
        assertThat(program.post(one + "/cancellation", Map.of("reason", "Route coupée"))
                        .status())
                .isEqualTo(200);
        assertThat(program.get(path).json().path("items").size()).isEqualTo(2);
        assertThat(program.get("/api/v1/conferences?when=past")
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(2);
        assertThat(api(officer.username()).get(path).status()).isEqualTo(404);
        assertThat(api(person(Role.FINANCE_OFFICER, ngo))
                        .get("/api/v1/conference-decisions")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aStepOnAnOlderVersionIsToldWhatDiffers() {
        CaseFile file = file();
        Conference plan = planned(file, worker, supervisor);
        String all = "/api/v1/cases/" + file.code() + "/conferences/";
        String one = all + plan.id();
        Caller program = api(worker.username());
        String seen = program.get(one).header("ETag").orElseThrow();
        assertThat(program.get(all + Ids.next()).status()).isEqualTo(404);
        assertThat(api(officer.username()).get(one).status()).isEqualTo(404);
        done(conferences.plan(worker, file.code(), asking(plan.id(), 1, TOMORROW.plusSeconds(60), worker, supervisor)));

        Answer cancelled = program.post(one + "/cancellation", Map.of("reason", "Route coupée"), seen);
        assertThat(cancelled.status()).isEqualTo(409);
        assertThat(cancelled.code()).isEqualTo("cases.changed");
        assertThat(cancelled.fields()).containsExactly("state", "minutes");
        Map<String, Object> minutes = Map.of(
                "heldAt",
                "2015-11-17T09:30:00Z",
                "present",
                List.of(worker.username()),
                "minutes",
                "Elle va bien.",
                "decisions",
                List.of(Map.of("text", "Appeler", "owner", worker.username(), "dueOn", "2015-11-20")));
        clock.moveTo(Instant.parse("2015-11-17T12:00:00Z"));
        program = api(worker.username());
        assertThat(program.post(one + "/minutes", minutes, seen).fields())
                .containsExactly("state", "heldAt", "minutes");
        String now = program.get(one).header("ETag").orElseThrow();
        Answer held = program.post(one + "/minutes", minutes, now);
        assertThat(held.status()).isEqualTo(200);
        assertThat(program.post(one + "/minutes", minutes, now).status())
                .as("the same step once more")
                .isEqualTo(200);
        assertThat(program.post(one + "/cancellation", Map.of("reason", "Malade"), now)
                        .status())
                .isEqualTo(409);

        JsonNode decision = held.json().path("decisions").path(0);
        String settlement = "/api/v1/cases/" + file.code() + "/decisions/"
                + decision.path("id").asString() + "/settlement";
        String open = "\"" + decision.path("version").asInt() + "\"";
        Answer settled = program.post(settlement, Map.of("state", "DONE", "note", "Inscrite"), open);
        assertThat(settled.header("ETag")).contains("\"2\"");
        assertThat(program.post(settlement, Map.of("state", "DONE", "note", "Inscrite"), open)
                        .status())
                .isEqualTo(200);
        Answer late = program.post(settlement, Map.of("state", "NOT_DONE", "note", "Fermée"), open);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.fields()).containsExactly("state", "note");
        assertThat(program.post(settlement, Map.of("state", "NOT_DONE", "note", "Fermée"))
                        .status())
                .as("no version, the rule alone")
                .isEqualTo(422);
    }

    /** The forms of a conference name the version that the page showed. */
    @Test
    void everyFormIsSentTwice() {
        CaseFile file = file();
        String page = "/cases/" + file.code() + "/conferences";
        Conference first = planned(file, supervisor);
        Conference second = planned(file, supervisor);
        Visit visit = browser(worker.username());
        String one = page + "/" + first.id();
        SentTwice.check(visit, one, one + "/cancellation", "reason", "Route coupée");
        clock.moveTo(Instant.parse("2015-11-17T12:00:00Z"));
        Visit later = browser(worker.username());
        String two = page + "/" + second.id();
        SentTwice.check(
                later,
                two,
                two + "/minutes",
                "heldAt",
                "2015-11-17",
                "heldAt-time",
                "09:30",
                "minutes",
                "Tout va bien",
                "present",
                worker.username(),
                "text-1",
                "Appeler",
                "owner-1",
                supervisor.username(),
                "dueOn-1",
                "2015-11-20");
        UUID decision = decisions.mine(supervisor, null, 1).getFirst().id();
        SentTwice.check(browser(supervisor.username()), page, page + "/decisions/" + decision, "state", "DONE");
    }

    /** How often somebody was rung: unread rings of one file and matter are one line of theirs. */
    private long rings(Actor of) throws SQLException {
        return SqlAs.number(of, clock.instant(), "select count(*) from notices.bell");
    }
}
