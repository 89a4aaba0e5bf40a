package org.akoma.protection.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.protection.assessment.Assessment;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.closure.ClosureFinding;
import org.akoma.protection.overview.AssignCase;
import org.akoma.protection.overview.Assignments;
import org.akoma.protection.placement.PlaceChild;
import org.akoma.protection.placement.Placement;
import org.akoma.protection.placement.Placements;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** A visit that is moved, planned anew or corrected is never lost, and seen means seen (trust.md 4; requirements.md 2.4 T10, T11). */
class MovedVisitsIT extends VisitHouse {

    @Autowired
    Placements placements;

    private Visit one(String code, UUID id) {
        return all(code).stream().filter(v -> v.id().equals(id)).findFirst().orElseThrow();
    }

    /** Moving a visit by one to three days deleted it. */
    @ParameterizedTest
    @ValueSource(ints = {-3, -1, 1, 3, 4})
    void aVisitThatIsMovedIsStillThere(int days) {
        String code = assessed(CaseFile.Risk.MEDIUM);
        Visit first = all(code).getFirst();
        LocalDate to = first.plannedOn().plusDays(days);
        var moved = browser(worker.username())
                .press(
                        "/cases/" + code + "/visits/" + first.id(),
                        "/cases/" + code + "/visits/" + first.id() + "/move",
                        "plannedOn",
                        to.toString(),
                        "moveReason",
                        "CHILD_AWAY");
        assertThat(moved.status()).isEqualTo(303);
        assertThat(now(code).nextVisitDue()).isEqualTo(to);
        assertThat(one(code, first.id()).closedAt()).isNull();
        String page = browser(worker.username())
                .get("/cases/" + code + "/visits/" + first.id() + "?lang=fr")
                .body();
        assertThat(page).contains("→").doesNotContain("??");
        String past = "/api/v1/cases/" + code + "/visits?asOf=2015-11-16";
        daysLater(1);
        assertThat(api(worker.username()).get(past).body())
                .as("moved on that day: its evening shows the new day")
                .contains(to.toString());
    }

    /** One person moved a visit by thirteen months, and stayed punctual. */
    @Test
    void aVisitIsMovedByOneIntervalAtMost() {
        String code = assessed(CaseFile.Risk.MEDIUM);
        Visit first = all(code).getFirst();
        assertThat(refused(visits.move(worker, code, first.id(), TODAY.plusDays(29), "WORKER_AWAY", null)))
                .isEqualTo("followup.visit-move-too-far");
        done(visits.move(worker, code, first.id(), TODAY.plusDays(28), "WORKER_AWAY", null));
        assertThat(refused(visits.move(worker, code, first.id(), TODAY.plusDays(40), "WORKER_AWAY", null)))
                .as("not step by step either")
                .isEqualTo("followup.visit-move-too-far");
        daysLater(28);
        Visit made = done(visits.record(worker, code, made(first.id(), TODAY.plusDays(28))));
        assertThat(made.state(TODAY.plusDays(28), new VisitState.Limits(3, 14)))
                .as("by the day first planned")
                .isEqualTo(VisitState.DONE_LATE);
    }

    /** A visit that was put off and is late by its first day was taken back, and so counted no more: by the API and by a statement. */
    @Test
    void aVisitThatIsPutOffIsNotTakenOutOfTheCount() throws java.sql.SQLException {
        String code = assessed(CaseFile.Risk.MEDIUM);
        Visit first = all(code).getFirst();
        done(visits.move(worker, code, first.id(), TODAY.plusDays(24), "WORKER_AWAY", null));
        daysLater(14);
        assertThat(refused(visits.cancel(worker, code, first.id(), "PLANNED_TWICE", null, null)))
                .as("its first day has come")
                .isEqualTo("followup.visit-first-day-passed");
        daysLater(20);
        String address = "/cases/" + code + "/visits/" + first.id();
        assertThat(browser(worker.username())
                        .press(address, address + "/cancel", "reason", "PLANNED_TWICE")
                        .body())
                .contains("elle compte déjà")
                .doesNotContain("??");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> org.akoma.SqlAs.change(
                        worker,
                        clock.instant(),
                        "update followup.visit set cancelled_at = access.moment(), closed_at = access.moment(), cancel_reason = 'OTHER' where id = '"
                                + first.id() + "'"))
                .hasMessageContaining("followup.visit-day-passed");
        assertThat(one(code, first.id()).cancelledAt()).isNull();
    }

    /** The past day shows the day that was planned then. */
    @Test
    void aPastDayShowsTheDayPlannedThen() {
        String code = assessed(CaseFile.Risk.MEDIUM);
        Visit first = all(code).getFirst();
        daysLater(2);
        done(visits.move(worker, code, first.id(), TODAY.plusDays(20), "WORKER_AWAY", null));
        var program = api(worker.username());
        assertThat(program.get("/api/v1/cases/" + code + "/visits?asOf=2015-11-17")
                        .body())
                .contains(TODAY.plusDays(14).toString())
                .doesNotContain("\"" + TODAY.plusDays(20) + "\"");
        assertThat(program.get("/api/v1/visits?show=DUE&asOf=2015-11-17").body())
                .contains(TODAY.plusDays(14).toString())
                .doesNotContain("\"" + TODAY.plusDays(20) + "\"");
        String tasks = "/api/v1/tasks?kind=followup.visit&limit=500";
        assertThat(program.get(tasks + "&asOf=2015-11-17").body())
                .contains(TODAY.plusDays(14).toString())
                .doesNotContain("\"" + TODAY.plusDays(20) + "\"");
        assertThat(program.get(tasks).body()).contains("\"" + TODAY.plusDays(20) + "\"");
    }

    /** The list of a past day is of whom the file was with then. */
    @Test
    void thePastDayListsTheWorkerOfThatDay() {
        String code = assessed(CaseFile.Risk.HIGH);
        Actor colleague = actor(person(Role.CASE_WORKER, ngo, null, supervisor.personId()));
        daysLater(3);
        done(assignments.assign(supervisor, code, new AssignCase(colleague.username())));
        daysLater(5);
        String team = "/api/v1/visits?scope=TEAM&show=DUE&limit=200";
        assertThat(worker(team + "&asOf=2015-11-17", code)).isEqualTo(worker.username());
        assertThat(worker(team + "&asOf=2015-11-20", code)).isEqualTo(colleague.username());
        assertThat(worker(team, code)).isEqualTo(colleague.username());
        assertThat(worker(team + "&asOf=2015-11-17&worker=" + worker.username(), code))
                .isEqualTo(worker.username());
        assertThat(worker(team + "&asOf=2015-11-17&worker=" + colleague.username(), code))
                .isEmpty();
        assertThat(worker("/api/v1/visits?scope=ORGANISATION&show=DUE&limit=200&asOf=2015-11-17", code))
                .isEqualTo(worker.username());
        assertThat(api(colleague.username())
                        .get("/api/v1/visits?show=DUE&asOf=2015-11-17")
                        .body())
                .as("not hers then")
                .doesNotContain(code);
    }

    private String worker(String list, String code) {
        return api(supervisor.username())
                .get(list)
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("code").asString().equals(code))
                .map(item -> item.path("worker").asString())
                .findFirst()
                .orElse("");
    }

    @Autowired
    Assignments assignments;

    /** A change of risk or home took the visit of tomorrow away. */
    @Test
    void aNewCalendarNeverRemovesANearerVisit() {
        String code = assessed(CaseFile.Risk.HIGH);
        assertThat(planned(code)).startsWith(TODAY.plusDays(7));
        daysLater(3);
        assess(code, Assessment.Kind.REVIEW, CaseFile.Risk.LOW);
        done(assessments.agree(
                supervisor,
                code,
                done(assessments.of(supervisor, code)).getFirst().id()));
        assertThat(now(code).risk()).isEqualTo(CaseFile.Risk.LOW);
        assertThat(planned(code)).startsWith(TODAY.plusDays(7), TODAY.plusDays(37));
        daysLater(6);
        assess(code, Assessment.Kind.REVIEW, CaseFile.Risk.MEDIUM);
        assertThat(planned(code)).startsWith(TODAY.plusDays(7), TODAY.plusDays(21));
    }

    @Test
    void aHigherRiskCountsFromTheDayTheChildWasLastSeen() {
        String code = assessed(CaseFile.Risk.LOW);
        daysLater(10);
        done(visits.record(worker, code, unplanned(TODAY.plusDays(8), "HOME_VISIT")));
        daysLater(12);
        done(visits.record(worker, code, unplanned(TODAY.plusDays(12), "PHONE")));
        assess(code, Assessment.Kind.REVIEW, CaseFile.Risk.HIGH);
        assertThat(planned(code).getFirst()).as("a call is no visit").isEqualTo(TODAY.plusDays(15));
    }

    private static RecordVisit unplanned(LocalDate on, String mode) {
        boolean seen = !mode.equals("PHONE");
        return new RecordVisit(
                Ids.next(),
                true,
                on,
                null,
                null,
                mode,
                List.of("CHILD"),
                seen,
                seen ? null : "BY_PHONE",
                "ATTENDS",
                VisitDone.Safety.SAFE,
                false,
                Visit.SealedText.NONE,
                null,
                false);
    }

    /** From shelter to shelter nothing was planned anew. */
    @Test
    void anotherHomeOfTheSameKindIsAnotherHome() {
        String code = assessed(CaseFile.Risk.LOW);
        place(code, TODAY, null);
        daysLater(5);
        List<UUID> before = all(code).stream().map(Visit::id).toList();
        place(code, TODAY.plusDays(5), Placement.Reason.SAFETY);
        assertThat(planned(code)).startsWith(TODAY.plusDays(30));
        assertThat(all(code).stream().map(Visit::id).toList())
                .as("planned anew")
                .isNotEqualTo(before);
    }

    private void place(String code, LocalDate since, Placement.@Nullable Reason reason) {
        Placement made = done(placements.place(
                worker,
                code,
                new PlaceChild(
                        Ids.next(),
                        Placement.Kind.RESIDENTIAL_CARE,
                        null,
                        "CI",
                        since,
                        reason,
                        null,
                        new Placement.SealedText(null, "Foyer Espoir", null, null))));
        if (made.state() == Placement.State.PROPOSED) done(placements.decide(supervisor, code, made.id(), true, null));
    }

    /** A call took a child off every list. */
    @Test
    void aCallIsNoVisit() {
        String code = assessed(CaseFile.Risk.LOW);
        Visit first = all(code).getFirst();
        daysLater(30);
        RecordVisit call = new RecordVisit(
                first.id(),
                false,
                TODAY.plusDays(30),
                null,
                null,
                "PHONE",
                List.of("CHILD"),
                true,
                null,
                "ATTENDS",
                VisitDone.Safety.SAFE,
                false,
                Visit.SealedText.NONE,
                null,
                false);
        var why = visits.record(worker, code, call);
        assertThat(refused(why)).isEqualTo("followup.visit-contact");
        done(visits.record(worker, code, unplanned(TODAY.plusDays(30), "PHONE")));
        assertThat(now(code).nextVisitDue()).as("T10 goes on").isEqualTo(TODAY.plusDays(30));
        assertThat(VisitEvidence.seen(done(visits.of(worker, code)), TODAY.plusDays(30), 10)
                        .answer())
                .as("T18")
                .isEqualTo(ClosureFinding.Answer.NOT_MET);
    }

    /** What the record of a planned visit may not say, its correction may not say either: a call, or a day long before the planned one. */
    @Test
    void aCorrectionIsJudgedLikeTheRecord() {
        String code = assessed(CaseFile.Risk.LOW);
        Visit first = all(code).getFirst();
        daysLater(30);
        done(visits.record(worker, code, made(first.id(), TODAY.plusDays(30))));
        String path = "/api/v1/cases/" + code + "/visits/" + first.id() + "/done";
        Map<String, Object> wrong = new HashMap<>(Map.of(
                "doneOn",
                TODAY.plusDays(30).toString(),
                "mode",
                "PHONE",
                "seen",
                List.of("CHILD"),
                "seenAlone",
                false,
                "notAlone",
                "BY_PHONE",
                "school",
                "ATTENDS",
                "safety",
                "SAFE",
                "traffickerContact",
                false,
                "why",
                "Ce n’était qu’un appel téléphonique"));
        var program = api(worker.username());
        assertThat(program.send(
                                "PUT",
                                path,
                                "application/json",
                                JsonMapper.shared().writeValueAsString(wrong),
                                "If-Match",
                                version(code, first.id()))
                        .body())
                .contains("followup.visit-contact");
        wrong.put("mode", "HOME_VISIT");
        wrong.put("doneOn", TODAY.toString());
        assertThat(program.send(
                                "PUT",
                                path,
                                "application/json",
                                JsonMapper.shared().writeValueAsString(wrong),
                                "If-Match",
                                version(code, first.id()))
                        .body())
                .contains("followup.visit-too-early");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> org.akoma.SqlAs.change(
                        worker,
                        clock.instant(),
                        "update followup.visit set mode = 'PHONE' where id = '" + first.id() + "'"))
                .hasMessageContaining("followup.visit-contact");
    }

    /** What the calendar planned stays the calendar's, so that it plans it anew with the risk, until somebody moves it with a reason. */
    @Test
    void noStatementTakesAVisitOutOfTheCalendar() {
        String code = assessed(CaseFile.Risk.HIGH);
        String own = " where file_id = '" + now(code).id() + "' and closed_at is null";
        for (String set : List.of("by_calendar = false", "moved = 9"))
            org.assertj.core.api.Assertions.assertThatThrownBy(() ->
                            org.akoma.SqlAs.change(worker, clock.instant(), "update followup.visit set " + set + own))
                    .as(set)
                    .hasMessageContaining("followup.visit-moved-without-reason");
    }

    /** Moving a visit, or planning one beside it, removes no nearer one. */
    @Test
    void aMovedVisitRemovesNoNearerOne() {
        String code = assessed(CaseFile.Risk.MEDIUM);
        List<LocalDate> days = all(code).stream().map(Visit::plannedOn).sorted().toList();
        assertThat(days.get(1)).isEqualTo(TODAY.plusDays(28));
        Visit first = all(code).stream()
                .filter(one -> one.plannedOn().equals(days.getFirst()))
                .findFirst()
                .orElseThrow();
        done(visits.plan(worker, code, new PlanVisit(Ids.next(), Visit.Type.ROUTINE, TODAY.plusDays(30))));
        assertThat(all(code)).extracting(Visit::plannedOn).contains(TODAY.plusDays(28), TODAY.plusDays(30));
        done(visits.move(worker, code, first.id(), TODAY.plusDays(27), "WORKER_AWAY", null));
        assertThat(now(code).nextVisitDue()).isEqualTo(TODAY.plusDays(27));
        assertThat(all(code)).extracting(Visit::plannedOn).contains(TODAY.plusDays(30));
    }

    /** Of a child at high risk it goes to no later day than the first: by the API, on the page and by a statement. */
    @Test
    void aVisitOfAChildAtHighRiskIsNotPutOff() throws java.sql.SQLException {
        String code = assessed(CaseFile.Risk.HIGH);
        Visit first = all(code).getFirst();
        LocalDate day = first.plannedOn();
        for (int later : new int[] {1, 3, 7})
            assertThat(refused(visits.move(worker, code, first.id(), day.plusDays(later), "WORKER_AWAY", null)))
                    .isEqualTo("followup.visit-move-high");
        var page = browser(worker.username());
        String address = "/cases/" + code + "/visits/" + first.id();
        assertThat(page.press(
                                address,
                                address + "/move",
                                "plannedOn",
                                day.plusDays(3).toString(),
                                "moveReason",
                                "WORKER_AWAY")
                        .body())
                .contains("ne se repousse pas")
                .doesNotContain("??");
        String straight = """
            do $$ begin
                insert into followup.visit_move (id, file_id, visit_id, at, from_on, to_on, reason, moved_by)
                select gen_random_uuid(), file_id, id, access.moment(), planned_on, planned_on + 3, 'OTHER', access.actor() from followup.visit where id = '%1$s';
                update followup.visit set planned_on = planned_on + 3, moved = moved + 1, by_calendar = false where id = '%1$s';
            end $$\
            """.formatted(first.id());
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> org.akoma.SqlAs.change(worker, clock.instant(), straight))
                .hasMessageContaining("followup.visit-move-too-far");
        done(visits.move(worker, code, first.id(), day.minusDays(3), "SOONER", null));
        done(visits.move(worker, code, first.id(), day, "OTHER", null));
        assertThat(now(code).nextVisitDue()).isEqualTo(day);
    }

    /** The child's no is taken, whatever was written for it before; and no yes after it. */
    @Test
    void aWorseAnswerOfTheChildIsTaken() {
        String code = assessed(CaseFile.Risk.LOW);
        Visit made = done(visits.record(worker, code, unplanned(TODAY, "HOME_VISIT")));
        String path = "/api/v1/cases/" + code + "/visits/" + made.id() + "/feedback";
        Map<String, Object> said = new HashMap<>(
                Map.of("safe", "YES", "heard", "YES", "knowsWhom", "YES", "change", "NO", "comeBack", "YES"));
        var program = api(worker.username());
        assertThat(program.post(path, said).status()).isEqualTo(201);
        said.put("safe", "NO");
        said.put("feedback", "Il me bat");
        assertThat(program.post(path, said).status()).isEqualTo(201);
        assertThat(program.post(path, said).status()).as("the same again").isEqualTo(201);
        assertThat(program.get("/api/v1/cases/" + code + "/alerts").body()).contains("DANGER_AT_HOME");
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/visits/" + made.id() + "?lang=fr")
                        .body())
                .contains("Il me bat", "Ses réponses d’avant")
                .doesNotContain("??");
        said.put("safe", "YES");
        said.put("feedback", "Tout va bien");
        assertThat(program.post(path, said).status()).isEqualTo(409);
    }

    /** "danger" sent under an id that had said "safe" was answered 201 and dropped. */
    @Test
    void anotherContentUnderTheSameIdIs409() {
        String code = assessed(CaseFile.Risk.LOW);
        Map<String, Object> visit = new HashMap<>(Map.of(
                "id",
                Ids.next().toString(),
                "doneOn",
                TODAY.toString(),
                "mode",
                "HOME_VISIT",
                "seen",
                List.of("CHILD"),
                "seenAlone",
                true,
                "school",
                "ATTENDS",
                "safety",
                "SAFE",
                "traffickerContact",
                false));
        String path = "/api/v1/cases/" + code + "/visits/unplanned";
        var program = api(worker.username());
        assertThat(program.post(path, visit).status()).isEqualTo(201);
        assertThat(program.post(path, visit).status()).as("the same once more").isEqualTo(201);
        visit.put("safety", "DANGER");
        var other = program.post(path, visit);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.body()).contains("safety");
    }

    /** A correction shows both, and danger in it raises an alert. */
    @Test
    void aVisitIsCorrectedAsANewVersion() {
        String code = assessed(CaseFile.Risk.LOW);
        Visit made = done(visits.record(worker, code, unplanned(TODAY, "HOME_VISIT")));
        done(visits.review(supervisor, code, made.id(), "Bien", null));
        String path = "/api/v1/cases/" + code + "/visits/" + made.id();
        Map<String, Object> right = new HashMap<>(Map.of(
                "doneOn",
                TODAY.toString(),
                "mode",
                "HOME_VISIT",
                "seen",
                List.of("CHILD"),
                "seenAlone",
                true,
                "school",
                "ATTENDS",
                "safety",
                "DANGER",
                "traffickerContact",
                false));
        var program = api(worker.username());
        assertThat(program.send(
                                "PUT",
                                path + "/done",
                                "application/json",
                                JsonMapper.shared().writeValueAsString(right),
                                "If-Match",
                                version(code, made.id()))
                        .status())
                .as("why is needed")
                .isEqualTo(422);
        right.put("why", "Mal coché");
        assertThat(program.send(
                                "PUT",
                                path + "/done",
                                "application/json",
                                JsonMapper.shared().writeValueAsString(right),
                                "If-Match",
                                version(code, made.id()))
                        .body())
                .as("a reason is a sentence")
                .contains("followup.visit-reason-short");
        right.put("why", "Mal coché : l’oncle le frappe");
        var corrected = program.send(
                "PUT",
                path + "/done",
                "application/json",
                JsonMapper.shared().writeValueAsString(right),
                "If-Match",
                version(code, made.id()));
        assertThat(corrected.status()).as(corrected.body()).isEqualTo(200);
        assertThat(corrected.json().path("safety").asString()).isEqualTo("DANGER");
        assertThat(corrected.json().path("reviewedAt").isNull())
                .as("to be looked through anew")
                .isTrue();
        assertThat(program.get(path + "/versions").body()).contains("SAFE", "Mal coché");
        assertThat(program.get("/api/v1/cases/" + code + "/alerts").body()).contains("DANGER_AT_HOME");
        String page = browser(worker.username())
                .get("/cases/" + code + "/visits/" + made.id() + "?lang=fr")
                .body();
        assertThat(page).contains("Ce qui était écrit avant", "Mal coché").doesNotContain("??");
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/visits/" + made.id() + "/correct?lang=fr")
                        .body())
                .contains("Pourquoi corriger")
                .doesNotContain("??");
    }

    private String version(String code, java.util.UUID visit) {
        return String.valueOf(one(code, visit).version());
    }
}
