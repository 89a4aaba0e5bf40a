package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
import org.akoma.protection.shelters.Shelter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every change of home needs two people but the first nights in a shelter of the own structure ({@code trust.md 2}). */
class ShelterMoveIT extends CareHouse {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    List<Tasks> rooms;

    private Answer into(String code, Shelter shelter, Object id, String reason) {
        Map<String, Object> move = new HashMap<>(Map.of(
                "id",
                id.toString(),
                "kind",
                "SHELTER",
                "shelter",
                shelter.code(),
                "country",
                "CI",
                "since",
                "2015-11-16"));
        move.put("reason", reason);
        return api(worker.username()).post("/api/v1/cases/" + code + "/placements", move);
    }

    private String inAnApprovedHome() {
        String code = active();
        Placement home = done(placements.place(worker, code, place(Placement.Kind.FOSTER_FAMILY, null, null)));
        done(placements.decide(supervisor, code, home.id(), true, null));
        return code;
    }

    private boolean mustDecide() {
        return rooms.stream()
                .flatMap(room -> room.tasksFor(supervisor, TODAY).stream())
                .map(Task::kind)
                .anyMatch("cases.approve-place"::equals);
    }

    @Test
    void outOfAnApprovedHomeTheSupervisorApprovesFirst() {
        String code = inAnApprovedHome();
        Shelter home = shelter(2, Shelter.SexRule.MIXED);
        UUID move = Ids.next();
        Answer asked = into(code, home, move, "BETTER_SUITED");
        assertThat(asked.status()).isEqualTo(201);
        assertThat(asked.json().path("state").asString()).isEqualTo("PROPOSED");
        assertThat(now(code).care()).isEqualTo("FOSTER_FAMILY");
        assertThat(api(person(Role.SHELTER_MANAGER, ngo, home.id(), null))
                        .get("/api/v1/cases/" + code)
                        .status())
                .isEqualTo(404);
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/placement")
                        .body())
                .contains(home.code());
        assertThat(rooms.stream()
                        .flatMap(room -> room.tasksFor(supervisor, TODAY).stream())
                        .map(Task::href))
                .contains("/decisions/of/" + move);
        assertThat(browser(supervisor.username()).get("/decisions/of/" + move).location())
                .matches("/decisions/[0-9a-f-]{36}");
        assertThat(browser(worker.username()).get("/decisions/of/" + move).location())
                .as("nothing for who does not decide")
                .isEqualTo("/decisions");
        done(placements.decide(supervisor, code, move, true, null));
        assertThat(now(code).care()).isEqualTo("SHELTER");
        assertThat(api(worker.username())
                        .get("/api/v1/cases/" + code + "/grants")
                        .body())
                .as("which shelter sees the child")
                .contains("\"grantee\":\"" + home.code() + "\"");
    }

    /** Moving a child somewhere alone tells nobody where that is, and it rings at once who runs it. */
    @Test
    void whereItLiesIsToldOnceTheMoveIsConfirmed() {
        String code = inAnApprovedHome();
        Shelter home = shelter(2, Shelter.SexRule.MIXED);
        var manager = actor(person(Role.SHELTER_MANAGER, ngo, home.id(), null));
        UUID move = Ids.next();
        assertThat(into(code, home, move, "SAFETY").status()).isEqualTo(201);
        var own = api(worker.username());
        assertThat(own.post("/api/v1/shelters/" + home.code() + "/reveal", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(transactions.as(
                        worker,
                        () -> jdbc.sql("select count(*) from cases.shelter_location where shelter_id = '" + home.id()
                                        + "'")
                                .query((row, n) -> row.getLong(1))
                                .single()))
                .isZero();
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/placement")
                        .body())
                .contains("appelez " + manager.code());
        assertThat(api(manager.username()).get("/api/v1/notices").body()).contains("\"alert\"");
        var asked = waiting(ShelterMoves.KIND, move);
        assertThat(api(supervisor.username())
                        .post("/api/v1/decisions/" + asked.id() + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        assertThat(own.post("/api/v1/shelters/" + home.code() + "/reveal", Map.of())
                        .status())
                .isEqualTo(200);
    }

    /** An emergency opens the child's file and tells no shelter's place: its keepers are called. */
    @Test
    void anEmergencyTellsNoSheltersPlace() {
        Shelter home = shelter(2, Shelter.SexRule.MIXED);
        var manager = actor(person(Role.SHELTER_MANAGER, ngo, home.id(), null));
        String code = active();
        done(placements.place(worker, code, stay(home)));
        assertThat(api(worker.username())
                        .post("/api/v1/shelters/" + home.code() + "/reveal", Map.of())
                        .status())
                .isEqualTo(200);
        String stranger = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        assertThat(api(stranger)
                        .post(
                                "/api/v1/cases/" + code + "/break-glass",
                                Map.of("reason", "L’enfant est à l’hôpital sans que personne ne soit joignable"))
                        .status())
                .isEqualTo(201);
        assertThat(api(stranger)
                        .post("/api/v1/shelters/" + home.code() + "/reveal", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(browser(stranger).get("/cases/" + code + "/placement").body())
                .contains("appelez " + manager.code());
    }

    @Test
    void forSafetyItBeginsAtOnceAndIsPutToTheSupervisorWhoMayReverseIt() {
        String code = inAnApprovedHome();
        Shelter home = called("Maison des Acacias");
        String manager = person(Role.SHELTER_MANAGER, ngo, home.id(), null);
        UUID move = Ids.next();
        Answer begun = into(code, home, move, "SAFETY");
        assertThat(begun.json().path("state").asString()).isEqualTo("CURRENT");
        assertThat(begun.json().path("move").asString()).isEqualTo("WAITING");
        assertThat(mustDecide()).isTrue();
        assertThat(dueOf(move))
                .isBetween(
                        MORNING.plus(Duration.ofHours(24)),
                        MORNING.plus(Duration.ofHours(24)).plusSeconds(60));
        ringsOn(move);
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/placement")
                        .body())
                .contains("la supervision la confirme ou l’annule");
        var asked = waiting(ShelterMoves.KIND, move);
        String verdict = "/api/v1/decisions/" + asked.id() + "/verdict";
        assertThat(api(worker.username()).post(verdict, Map.of("agreed", true)).status())
                .isEqualTo(403);
        var above = browser(supervisor.username());
        assertThat(above.get("/decisions/" + asked.id()).body())
                .contains("Maison des Acacias (" + home.code() + ")", "Sécurité");
        assertThat(api(supervisor.username())
                        .post(verdict, Map.of("agreed", false, "reason", "Elle était en sécurité"))
                        .status())
                .isEqualTo(200);
        assertThat(now(code).care()).isEqualTo("FOSTER_FAMILY");
        assertThat(api(manager).get("/api/v1/cases/" + code).status()).isEqualTo(404);
        assertThat(mustDecide()).isFalse();
    }

    @Test
    void aFirstNightElsewhereIsConfirmedAndOneAtHomeNeedsNobody() {
        Organisation ministry = structure(Organisation.Kind.NGO);
        var leads = actor(person(Role.CASE_SUPERVISOR, ministry));
        Shelter theirs = new Shelter(
                Ids.next(),
                fresh("SH"),
                ministry.id(),
                "CI",
                2,
                Shelter.SexRule.MIXED,
                6,
                17,
                0,
                true,
                null,
                true,
                1,
                null);
        assertThat(shelters.open(leads, theirs, new Shelter.Location("Abengourou", "Centre", null)))
                .isTrue();
        agreeTo(theirs.id());
        String elsewhere = active();
        UUID stay = Ids.next();
        assertThat(into(elsewhere, theirs, stay, null).json().path("move").asString())
                .isEqualTo("WAITING");
        assertThat(api(supervisor.username())
                        .post(
                                "/api/v1/decisions/"
                                        + waiting(ShelterMoves.KIND, stay).id() + "/verdict",
                                Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        assertThat(now(elsewhere).care()).isEqualTo("SHELTER");
        String own = active();
        Answer first = into(own, shelter(2, Shelter.SexRule.MIXED), Ids.next(), null);
        assertThat(first.json().path("move").isNull()).isTrue();
        Shelter next = shelter(2, Shelter.SexRule.MIXED);
        assertThat(into(own, next, Ids.next(), "SHELTER_FULL")
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("CURRENT");
        clock.moveTo(clock.instant().plus(Duration.ofDays(5)));
        assertThat(into(own, shelter(2, Shelter.SexRule.MIXED), Ids.next(), "SHELTER_FULL")
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("PROPOSED");
    }

    @Test
    void noLoginMovesAChildAlone() {
        String code = inAnApprovedHome();
        Shelter home = shelter(2, Shelter.SexRule.MIXED);
        String end =
                "update cases.placement set state = 'ENDED', until = date '2015-11-16', version = version + 1 where state = 'CURRENT'"
                        + " and file_id = (select id from cases.case_file where code = '" + code + "')";
        String add = """
                insert into cases.placement (id, file_id, kind, state, shelter_id, country, since, reason, recorded_by, sealed)
                select '%s', id, 'SHELTER', 'CURRENT', '%s', 'CI', date '2015-11-16', '%s', worker_id, '\\x00' from cases.case_file where code = '%s'
                """;
        for (Map.Entry<String, String> one : Map.of("OTHER", "cases.home-not-decided", "SAFETY", "cases.move-not-put")
                .entrySet())
            assertThatThrownBy(() -> transactions.doAs(worker, () -> {
                        jdbc.sql(end).update();
                        jdbc.sql(add.formatted(Ids.next(), home.id(), one.getKey(), code))
                                .update();
                    }))
                    .hasStackTraceContaining(one.getValue());
    }

    @Test
    void aCourtOrdersNothingBeforeTheChildWasFound() {
        String code = active();
        done(placements.place(worker, code, stay(shelter(2, Shelter.SexRule.MIXED))));
        String order = "/api/v1/cases/" + code + "/placements/current/care-order";
        Answer old = api(worker.username()).post(order, Map.of("careOrderOn", "1999-01-01"));
        assertThat(old.status()).isEqualTo(422);
        assertThat(old.body()).contains("cases.care-order-before-found");
        assertThat(api(worker.username())
                        .post(order, Map.of("careOrderOn", "2015-11-16"))
                        .body())
                .as("the order itself is on the file first")
                .contains("cases.care-order-document");
        String typed = "update cases.placement set care_order_on = date '1999-01-01' where file_id ="
                + " (select id from cases.case_file where code = '" + code + "')";
        assertThatThrownBy(() -> transactions.doAs(worker, () -> jdbc.sql(typed).update()))
                .hasStackTraceContaining("cases.care-order-day");
    }

    @Test
    void reunificationIsTheReasonOfAReturnOnly() {
        String code = active();
        for (String kind : List.of("FOSTER_FAMILY", "INDEPENDENT_LIVING"))
            assertThat(api(worker.username())
                            .post(
                                    "/api/v1/cases/" + code + "/placements",
                                    Map.of(
                                            "kind",
                                            kind,
                                            "country",
                                            "CI",
                                            "since",
                                            "2015-11-16",
                                            "address",
                                            "chez le pere",
                                            "withWhom",
                                            "father and uncle",
                                            "reason",
                                            "REUNIFICATION"))
                            .body())
                    .contains("cases.reunification-is-a-return");
    }

    /** A house for boys was offered to a girl, and refused only after sending. */
    @Test
    void theFormOffersOnlyBedsThatTakeTheChild() {
        Shelter mixed = shelter(2, Shelter.SexRule.MIXED);
        Shelter girls = shelter(2, Shelter.SexRule.GIRLS_ONLY);
        Shelter boys = shelter(2, Shelter.SexRule.BOYS_ONLY);
        Shelter full = shelter(1, Shelter.SexRule.MIXED);
        done(placements.place(worker, active(), stay(full)));
        Shelter closed = shelter(2, Shelter.SexRule.MIXED);
        done(shelters.close(supervisor, closed.code(), TODAY));
        String page = "/cases/" + active() + "/placement";
        assertThat(browser(worker.username()).get(page).body())
                .contains(option(mixed), option(girls))
                .doesNotContain(option(boys), option(full), option(closed));
        String boy = "/cases/" + file("M", 12) + "/placement";
        assertThat(browser(worker.username()).get(boy).body())
                .contains(option(mixed), option(boys))
                .doesNotContain(option(girls), option(full), option(closed));
    }

    private static String option(Shelter one) {
        return "value=\"" + one.code() + "\"";
    }

    /** When the supervisor is to have confirmed it. */
    private Instant dueOf(UUID move) {
        return api(supervisor.username())
                .get("/api/v1/tasks?limit=200&kind=cases.approve-place")
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("id").asString("").equals(move.toString()))
                .map(one -> Instant.parse(one.path("dueAt").asString("")))
                .findFirst()
                .orElseThrow();
    }

    /** Unconfirmed after its 24 hours it rings the next ones, once; not before. */
    private static void ringsOn(UUID move) {
        String asked = "(select proposed_at from access.decision where subject = '" + move + "')";
        String passed =
                "exists (select from followup.move_passed_on m join access.decision d on d.id = m.decision_id where d.subject = '"
                        + move + "')";
        TestDatabase.ownerDoes("do $$ declare rung int; begin perform followup.pass_on_moves(" + asked
                + " + interval '23 hours'); if " + passed + " then raise exception 'too early'; end if;"
                + " select count(*) into rung from followup.pass_on_moves(" + asked + " + interval '25 hours');"
                + " if rung < 2 or not " + passed + " then raise exception 'rung: %', rung; end if; end $$");
    }
}
