package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.Answer;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.shelters.Shelter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * A child who was taken or ran away raises an alert, a search and tasks at that moment, one who has no other place an alert, by any person who ends
 * the stay ({@code trust.md 4}).
 */
class MissingChildIT extends CareHouse {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    List<Tasks> rooms;

    @Autowired
    ShelterMoves moves;

    private String code;
    private Shelter home;

    @BeforeEach
    void aChildInAShelter() {
        home = shelter(2, Shelter.SexRule.MIXED);
        code = active();
        done(placements.place(worker, code, stay(home)));
    }

    private String address() {
        return "/api/v1/cases/" + code;
    }

    private List<String> kinds(Actor actor) {
        return rooms.stream()
                .flatMap(room -> room.tasksFor(actor, TODAY).stream())
                .map(Task::kind)
                .toList();
    }

    @Test
    void takenAwayByTheWorkersWordRingsTheSupervisor() {
        var end = Map.of("until", "2015-11-16", "reason", "TAKEN_AWAY", "words", "x");
        assertThat(api(worker.username())
                        .post(address() + "/placements/current/end", end)
                        .status())
                .isEqualTo(200);
        assertThat(api(supervisor.username()).get(address() + "/alerts").body())
                .contains("\"MISSING\"")
                .doesNotContain("LOST_TO_FOLLOW_UP");
        assertThat(now(code).lostSince()).isEqualTo(TODAY);
        assertThat(api(worker.username()).get(address() + "/search").body()).contains("FLAGGED");
        assertThat(kinds(supervisor)).contains("followup.alert-acknowledge");
        assertThat(kinds(worker)).contains("cases.search");
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/search")
                        .body())
                .contains("Signaler que l’enfant est perdu de vue");
    }

    @Test
    void ranAwayByTheSheltersWordRingsWorkerAndSupervisor() {
        String manager = person(Role.SHELTER_MANAGER, ngo, home.id(), null);
        var end = Map.of("until", "2015-11-16", "reason", "RAN_AWAY", "words", "Parti dans la nuit");
        assertThat(api(manager).post(address() + "/placements/current/end", end).status())
                .isEqualTo(200);
        assertThat(api(manager).get(address()).status()).isEqualTo(404);
        assertThat(api(supervisor.username()).get(address() + "/alerts").body()).contains("\"MISSING\"");
        assertThat(now(code).lostSince()).isEqualTo(TODAY);
        assertThat(api(worker.username()).get(address() + "/search").body()).contains("Parti dans la nuit");
        assertThat(kinds(supervisor)).contains("followup.alert-acknowledge");
        assertThat(kinds(worker)).contains("cases.search");
    }

    @Test
    void onThePageItLeadsToTheSearchThatHasBegun() {
        var page = browser(worker.username());
        var left = page.post(
                "/cases/" + code + "/placement/end", "until", "2015-11-16", "reason", "RAN_AWAY", "words", "Nuit");
        assertThat(left.status()).isEqualTo(303);
        assertThat(page.get(left.location()).body()).contains("Une alerte est donnée");
    }

    /** Where the child is, is known; it has nowhere to sleep, and somebody finds it a bed today. */
    @ParameterizedTest
    @EnumSource(
            value = LeavePlace.Reason.class,
            names = {"BROKE_DOWN", "SAFETY", "END_OF_STAY", "OTHER"})
    void withNoOtherPlaceTheSupervisorIsRungUntilThereIsOne(LeavePlace.Reason reason) {
        String manager = person(Role.SHELTER_MANAGER, ngo, home.id(), null);
        String by = reason == LeavePlace.Reason.OTHER ? manager : worker.username();
        var end = Map.of("until", "2015-11-16", "reason", reason.name(), "words", "Fini");
        assertThat(api(by).post(address() + "/placements/current/end", end).status())
                .isEqualTo(200);
        assertThat(now(code).lostSince()).isNull();
        assertThat(api(supervisor.username()).get(address() + "/alerts").body()).contains("\"WITHOUT_PLACE\"");
        assertThat(kinds(supervisor)).contains("followup.alert-acknowledge");
        done(placements.place(worker, code, stay(home)));
        assertThat(kinds(supervisor)).doesNotContain("followup.alert-acknowledge");
    }

    /** A proposed family keeps no child on the street: a bed for tonight is found at once, and the family still needs its second person. */
    @Test
    void aHomeThatWaitsKeepsNoChildFromABed() {
        done(placements.end(worker, code, new LeavePlace(TODAY, LeavePlace.Reason.BROKE_DOWN, "Fini")));
        Placement family = done(placements.place(worker, code, place(Placement.Kind.FOSTER_FAMILY, null, null)));
        Placement bed = done(placements.place(worker, code, stay(shelter(2, Shelter.SexRule.MIXED))));
        assertThat(bed.state()).isEqualTo(Placement.State.CURRENT);
        assertThat(now(code).care()).isEqualTo("SHELTER");
        assertThat(refused(placements.place(
                        worker, code, place(Placement.Kind.FOSTER_FAMILY, null, Placement.Reason.OTHER))))
                .isEqualTo("cases.placement-waits");
        assertThat(placements.decide(worker, code, family.id(), true, null)).isInstanceOf(Outcome.Forbidden.class);
        done(placements.decide(supervisor, code, family.id(), true, null));
        assertThat(now(code).care()).isEqualTo("FOSTER_FAMILY");
    }

    /** Out of a home where the child was left for months it is put to a supervisor, like any move that cannot wait. */
    @Test
    void aChildWithNowhereToSleepIsTakenInAndASupervisorConfirms() {
        clock.moveTo(clock.instant().plus(Duration.ofDays(5)));
        LocalDate today = TODAY.plusDays(5);
        done(placements.end(worker, code, new LeavePlace(today, LeavePlace.Reason.BROKE_DOWN, "Fini")));
        Map<String, Object> bed =
                Map.of("kind", "SHELTER", "shelter", home.code(), "country", "CI", "since", today.toString());
        var taken = api(worker.username()).post(address() + "/placements", bed);
        assertThat(taken.json().path("state").asString()).as(taken.body()).isEqualTo("CURRENT");
        assertThat(taken.json().path("move").asString()).isEqualTo("WAITING");
    }

    @Test
    void aHomeOfAnEarlierDayIsProposedAgain() {
        done(placements.end(worker, code, new LeavePlace(TODAY, LeavePlace.Reason.BROKE_DOWN, "Fini")));
        Placement family = done(placements.place(worker, code, place(Placement.Kind.FOSTER_FAMILY, null, null)));
        clock.moveTo(clock.instant().plus(Duration.ofDays(1)));
        PlaceChild bed = new PlaceChild(
                org.akoma.Ids.next(),
                Placement.Kind.SHELTER,
                home.code(),
                "CI",
                TODAY.plusDays(1),
                null,
                null,
                new Placement.SealedText(null, null, null, null));
        done(placements.place(worker, code, bed));
        assertThat(refused(placements.decide(supervisor, code, family.id(), true, null)))
                .isEqualTo("cases.placement-overtaken");
        assertThat(now(code).care()).isEqualTo("SHELTER");
    }

    private Answer seen(Actor by) {
        return api(by.username())
                .post(
                        address() + "/visits/unplanned",
                        Map.of(
                                "doneOn",
                                TODAY.plusDays(5).toString(),
                                "mode",
                                "CENTRE_VISIT",
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
    }

    /** A bed that a worker entered, and to which a supervisor agreed, is no child that was seen: a visit says so. */
    @Test
    void aBedInAShelterFindsNoChild() throws java.sql.SQLException {
        clock.moveTo(clock.instant().plus(Duration.ofDays(5)));
        LocalDate today = TODAY.plusDays(5);
        done(placements.end(worker, code, new LeavePlace(today, LeavePlace.Reason.TAKEN_AWAY, "Par un homme")));
        bed(today, home);
        Map<String, Object> found = Map.of("step", "FOUND", "outcome", "Chez son oncle");
        assertThat(api(worker.username()).post(address() + "/search", found).body())
                .contains("cases.found-where");
        String straight =
                "insert into cases.search_step (id, file_id, step, at, sealed, recorded_by) values (gen_random_uuid(), '"
                        + now(code).id() + "', 'FOUND', access.moment(), '\\x00', access.actor())";
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), straight))
                .hasMessageContaining("cases.found-where");
        takenBack();
        assertThat(now(code).lostSince()).as("the search goes on").isEqualTo(today);
        assertThat(api(worker.username()).post(address() + "/search", found).body())
                .contains("cases.found-where");
        bed(today, home);
        String asked = "/decisions/" + waiting(ShelterMoves.KIND, current()).id();
        assertThat(browser(supervisor.username()).get(asked + "?lang=fr").body())
                .contains("Recherché depuis le", "Dernier lieu de vie", "L’enfant a été emmené")
                .doesNotContain("??");
        done(moves.decide(supervisor, code, waiting(ShelterMoves.KIND, current()), true, null));
        for (Actor one : List.of(worker, supervisor))
            assertThat(api(one.username()).post(address() + "/search", found).body())
                    .contains("cases.found-where");
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), straight))
                .hasMessageContaining("cases.found-where");
        assertThat(seen(worker).status()).isEqualTo(201);
        assertThat(api(worker.username()).post(address() + "/search", found).status())
                .isEqualTo(201);
        assertThat(now(code).lostSince()).isNull();
        String read = alert("MISSING").path("id").asString();
        assertThat(browser(supervisor.username())
                        .get("/alerts/" + read + "?lang=fr")
                        .body())
                .doesNotContain("La recherche commence quand");
        assertThat(api(supervisor.username())
                        .post("/api/v1/alerts/" + read + "/acknowledgement", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(now(code).lostSince()).as("found before it was read").isNull();
    }

    private JsonNode alert(String type) {
        return api(supervisor.username())
                .get(address() + "/alerts")
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("type").asString("").equals(type)
                        && one.path("closedAt").asString("").isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private void isNotClosed(String type, String outcome, String refusal) {
        String one = "/api/v1/alerts/" + alert(type).path("id").asString();
        api(supervisor.username()).post(one + "/acknowledgement", Map.of());
        assertThat(api(supervisor.username())
                        .post(one + "/closing", Map.of("outcome", outcome, "end", "Elle va bien"))
                        .body())
                .contains(refusal);
        String straight =
                "update followup.alert set closed_at = access.moment(), closed_by = access.actor(), outcome = '"
                        + outcome + "' where closed_at is null and type = '" + type + "' and file_id = '"
                        + now(code).id() + "'";
        assertThatThrownBy(() -> SqlAs.change(supervisor, clock.instant(), straight))
                .hasMessageContaining(refusal);
    }

    /** A supervisor does not end the search for a child who was taken: it is found, lives where two people agreed, and another wrote so. */
    @Test
    void aChildWhoWasTakenIsNoFalseAlarm() {
        clock.moveTo(clock.instant().plus(Duration.ofDays(5)));
        LocalDate today = TODAY.plusDays(5);
        String manager = person(Role.PROJECT_MANAGER, ngo);
        String officer = person(Role.DATA_PROTECTION_OFFICER, ngo);
        done(placements.end(worker, code, new LeavePlace(today, LeavePlace.Reason.TAKEN_AWAY, "Par deux hommes")));
        for (String one : List.of(manager, officer))
            assertThat(api(one).get("/api/v1/notices").body()).as(one).contains("\"alert\"");
        for (String outcome : List.of("FALSE_ALARM", "CHILD_SAFE", "FOUND"))
            isNotClosed("MISSING", outcome, "followup.alert-");
        bed(today, home);
        isNotClosed("MISSING", "FALSE_ALARM", "followup.alert-search");
        done(moves.decide(supervisor, code, waiting(ShelterMoves.KIND, current()), true, null));
        Map<String, Object> found = Map.of("step", "FOUND", "outcome", "Chez son oncle");
        String stranger = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        assertThat(api(stranger)
                        .post(address() + "/break-glass", Map.of("reason", "Je crois l’avoir vu au marché"))
                        .status())
                .isEqualTo(201);
        assertThat(seen(actor(stranger)).status()).isEqualTo(201);
        assertThat(api(supervisor.username()).post(address() + "/search", found).body())
                .as("a visit in an emergency is the word of nobody who holds the file")
                .contains("cases.found-where");
        assertThat(seen(worker).status()).isEqualTo(201);
        assertThat(api(supervisor.username()).post(address() + "/search", found).status())
                .isEqualTo(201);
        isNotClosed("MISSING", "FALSE_ALARM", "followup.alert-search");
        isNotClosed("MISSING", "FOUND", "followup.alert-found-own");
        String one = "/api/v1/alerts/" + alert("MISSING").path("id").asString();
        assertThat(api(worker.username())
                        .post(one + "/actions", Map.of("kind", "CHILD_SAFE", "text", "Vue au centre ce matin"))
                        .status())
                .isEqualTo(200);
        assertThat(api(supervisor.username())
                        .post(one + "/closing", Map.of("outcome", "FOUND", "end", "Au centre"))
                        .status())
                .isEqualTo(200);
    }

    /** Nor is the visit of a stranger who reads a corner of the file, and wrote it by the right of an emergency. */
    @Test
    void aCornerOfTheFileMakesNoEmergencyAWord() throws java.sql.SQLException {
        clock.moveTo(clock.instant().plus(Duration.ofDays(5)));
        done(placements.end(worker, code, new LeavePlace(TODAY.plusDays(5), LeavePlace.Reason.TAKEN_AWAY, "Par lui")));
        String stranger = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        SqlAs.referred(
                now(code).id(),
                "PERSON",
                actor(stranger).personId(),
                Set.of(Section.STATUS, Section.IDENTITY, Section.FOLLOW_UP),
                clock.instant(),
                worker.personId());
        assertThat(seen(actor(stranger)).status()).isEqualTo(403);
        assertThat(api(stranger)
                        .post(address() + "/break-glass", Map.of("reason", "Je crois l’avoir vu au marché"))
                        .status())
                .isEqualTo(201);
        assertThat(seen(actor(stranger)).status()).isEqualTo(201);
        Map<String, Object> found = Map.of("step", "FOUND", "outcome", "Revenue");
        String straight =
                "insert into cases.search_step (id, file_id, step, at, sealed, recorded_by) values (gen_random_uuid(), '"
                        + now(code).id() + "', 'FOUND', access.moment(), '\\x00', access.actor())";
        for (Actor one : List.of(worker, supervisor)) {
            assertThat(api(one.username()).post(address() + "/search", found).body())
                    .contains("cases.found-where");
            assertThatThrownBy(() -> SqlAs.change(one, clock.instant(), straight))
                    .hasMessageContaining("cases.found-where");
        }
        assertThat(seen(worker).status()).isEqualTo(201);
        assertThat(api(supervisor.username()).post(address() + "/search", found).status())
                .isEqualTo(201);
    }

    /** The child does not move into the shelter where it is, and a move that is taken back and made again is as late as the first. */
    @Test
    void aMoveThatNobodyConfirmsGetsLate() {
        clock.moveTo(clock.instant().plus(Duration.ofDays(5)));
        LocalDate today = TODAY.plusDays(5);
        done(placements.end(worker, code, new LeavePlace(today, LeavePlace.Reason.BROKE_DOWN, "Fini")));
        bed(today, home);
        Map<String, Object> again = Map.of(
                "kind",
                "SHELTER",
                "shelter",
                home.code(),
                "country",
                "CI",
                "since",
                today.toString(),
                "reason",
                "SAFETY");
        assertThat(api(worker.username()).post(address() + "/placements", again).body())
                .contains("cases.placement-same-shelter");
        String moved =
                "with left_home as (update cases.placement set state = 'ENDED', until = since where id = '" + current()
                        + "' returning *) insert into cases.placement (id, file_id, kind, shelter_id, country, since, reason, recorded_by, sealed, from_id)"
                        + " select gen_random_uuid(), file_id, kind, shelter_id, country, since, 'SAFETY', access.actor(), sealed, id from left_home";
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), moved))
                .hasMessageContaining("cases.placement-same-shelter");
        Instant first = moveDue();
        clock.moveTo(clock.instant().plus(Duration.ofHours(20)));
        takenBack();
        PlaceChild nowhere = new PlaceChild(
                org.akoma.Ids.next(),
                Placement.Kind.FOSTER_FAMILY,
                null,
                "CI",
                today,
                Placement.Reason.OTHER,
                null,
                new Placement.SealedText("?", "?", null, null));
        done(placements.place(worker, code, nowhere));
        done(placements.decide(supervisor, code, nowhere.id(), false, "Chez qui ?"));
        bed(today, shelter(2, Shelter.SexRule.MIXED));
        assertThat(moveDue()).as("a refused home says nothing of the move").isEqualTo(first);
        done(moves.decide(supervisor, code, waiting(ShelterMoves.KIND, current()), true, null));
        done(placements.end(worker, code, new LeavePlace(today, LeavePlace.Reason.BROKE_DOWN, "Fini")));
        bed(today, home);
        assertThat(moveDue()).isAfter(first);
    }

    private Instant moveDue() {
        return api(supervisor.username())
                .get("/api/v1/tasks?limit=200&kind=cases.approve-place")
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("code").asString("").equals(code))
                .map(one -> Instant.parse(one.path("dueAt").asString("")))
                .findFirst()
                .orElseThrow();
    }

    /** Who moved the child into a shelter ends the alert with nothing: it goes on, with its clock, until a supervisor agreed. */
    @Test
    void theAlertEndsWithAnAgreedMoveOnly() {
        clock.moveTo(clock.instant().plus(Duration.ofDays(5)));
        LocalDate today = TODAY.plusDays(5);
        done(placements.end(worker, code, new LeavePlace(today, LeavePlace.Reason.BROKE_DOWN, "Fini")));
        Instant due = openDue();
        bed(today, home);
        assertThat(openDue()).isEqualTo(due);
        assertThat(kinds(supervisor)).contains("followup.alert-acknowledge");
        String ended =
                "update followup.alert set closed_at = access.moment(), closed_by = access.actor(), outcome = 'PLACED' where type = 'WITHOUT_PLACE' and file_id = '"
                        + now(code).id() + "'";
        for (Actor one : List.of(worker, supervisor))
            assertThatThrownBy(() -> SqlAs.change(one, clock.instant(), ended))
                    .hasMessageContaining("followup.alert-without-record");
        done(moves.decide(supervisor, code, waiting(ShelterMoves.KIND, current()), true, null));
        assertThat(nowhere().map(one -> one.path("outcome").asString(""))).containsExactly("PLACED");
    }

    /** Nor by a move that is put to a supervisor only after the alert was ended. */
    @Test
    void theAlertDoesNotEndBeforeTheMoveIsPut() {
        clock.moveTo(clock.instant().plus(Duration.ofDays(5)));
        LocalDate today = TODAY.plusDays(5);
        done(placements.end(worker, code, new LeavePlace(today, LeavePlace.Reason.BROKE_DOWN, "Fini")));
        UUID bed = org.akoma.Ids.next();
        String moved = """
                do $$ begin
                    insert into cases.placement (id, file_id, kind, state, shelter_id, country, since, recorded_by, sealed)
                    select '%s', file_id, kind, 'CURRENT', shelter_id, country, date '%s', access.actor(), sealed from cases.placement where file_id = '%s';
                    update followup.alert set closed_at = access.moment(), closed_by = access.actor(), outcome = 'PLACED'
                     where file_id = '%s' and type = 'WITHOUT_PLACE';
                    perform access.propose('%s', 'SHELTER_MOVE', '%s', '%s', 1, array[access.actor()], null, null);
                end $$""".formatted(
                        bed,
                        today,
                        now(code).id(),
                        now(code).id(),
                        org.akoma.Ids.next(),
                        now(code).id(),
                        bed);
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), moved))
                .hasMessageContaining("followup.alert-without-record: PLACED");
    }

    @Test
    void aChildWithoutAPlaceIsNoFalseAlarm() {
        clock.moveTo(clock.instant().plus(Duration.ofDays(5)));
        done(placements.end(worker, code, new LeavePlace(TODAY.plusDays(5), LeavePlace.Reason.BROKE_DOWN, "Fini")));
        isNotClosed("WITHOUT_PLACE", "FALSE_ALARM", "followup.alert-no-home");
    }

    @Test
    void noLoginLeavesAChildWithoutAPlaceUntold() {
        String end =
                "update cases.placement set state = 'ENDED', until = date '2015-11-16', end_reason = %s, version = version + 1"
                        + " where file_id = (select id from cases.case_file where code = '" + code + "')";
        for (String reason : List.of("'BROKE_DOWN'", "'OTHER'", "null"))
            assertThatThrownBy(() -> transactions.doAs(
                            worker, () -> jdbc.sql(end.formatted(reason)).update()))
                    .as(reason)
                    .hasStackTraceContaining("followup.no-place-not-told");
    }

    @Test
    void noLoginWritesItWithoutAnAlert() {
        String end =
                "update cases.placement set state = 'ENDED', until = date '2015-11-16', end_reason = 'TAKEN_AWAY', version = version + 1"
                        + " where file_id = (select id from cases.case_file where code = '" + code + "')";
        assertThatThrownBy(() -> transactions.doAs(worker, () -> jdbc.sql(end).update()))
                .hasStackTraceContaining("followup.missing-not-told");
    }

    private Stream<JsonNode> nowhere() {
        return api(supervisor.username())
                .get(address() + "/alerts")
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("type").asString("").equals("WITHOUT_PLACE"));
    }

    private Instant openDue() {
        return nowhere()
                .filter(one ->
                        one.path("closedAt").isNull() || one.path("closedAt").isMissingNode())
                .map(one -> Instant.parse(one.path("due").asString("")))
                .findFirst()
                .orElseThrow();
    }

    private UUID current() {
        return done(placements.of(worker, code)).stream()
                .filter(one -> one.state() == Placement.State.CURRENT)
                .map(Placement::id)
                .findFirst()
                .orElseThrow();
    }

    private void bed(LocalDate today, Shelter where) {
        Map<String, Object> bed =
                Map.of("kind", "SHELTER", "shelter", where.code(), "country", "CI", "since", today.toString());
        var taken = api(worker.username()).post(address() + "/placements", bed);
        assertThat(taken.json().path("move").asString()).as(taken.body()).isEqualTo("WAITING");
    }

    private void takenBack() {
        UUID asked = waiting(ShelterMoves.KIND, current()).id();
        assertThat(api(worker.username())
                        .post("/api/v1/decisions/" + asked + "/withdrawal", Map.of())
                        .status())
                .isEqualTo(200);
    }

    /** A place that nobody agreed to, taken back or left again, begins no new hour; one that a supervisor agreed to does. */
    @Test
    void theHourOfAChildWithoutAPlaceGoesOn() {
        clock.moveTo(clock.instant().plus(Duration.ofDays(5)));
        LocalDate today = TODAY.plusDays(5);
        done(placements.end(worker, code, new LeavePlace(today, LeavePlace.Reason.BROKE_DOWN, "Fini")));
        Instant first = openDue();
        for (int again = 0; again < 2; again++) {
            clock.moveTo(clock.instant().plus(Duration.ofMinutes(50)));
            bed(today, home);
            if (again == 0) takenBack();
            else done(placements.end(worker, code, new LeavePlace(today, LeavePlace.Reason.END_OF_STAY, null)));
            assertThat(openDue()).isEqualTo(first);
        }
        bed(today, home);
        done(moves.decide(supervisor, code, waiting(ShelterMoves.KIND, current()), true, null));
        clock.moveTo(clock.instant().plus(Duration.ofMinutes(50)));
        done(placements.end(worker, code, new LeavePlace(today, LeavePlace.Reason.END_OF_STAY, null)));
        assertThat(openDue()).isAfter(first);
    }
}
