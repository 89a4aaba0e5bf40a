package org.akoma.protection.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.StraightSql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file changes its structure by two supervisors, with consent, and the old side reads on for an overlap (trust.md G4). */
class TransferIT extends HouseIT {

    private Organisation ngo;
    private Organisation ministry;
    private String supervisor;
    private String worker;
    private String receiving;
    private String code;

    @BeforeEach
    void aChild() {
        clock.moveTo(MORNING);
        ngo = structure(Organisation.Kind.NGO);
        ministry = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        supervisor = person(Role.CASE_SUPERVISOR, ngo);
        worker = person(Role.CASE_WORKER, ngo, null, actor(supervisor).personId());
        receiving = person(Role.CASE_SUPERVISOR, ministry);
        code = api(worker)
                .post("/api/v1/cases", Map.of("sex", "F", "age", 11, "country", "CI", "handedAt", "2015-11-12T20:00"))
                .json()
                .path("code")
                .asString();
    }

    private Answer propose(String by) {
        return api(by).post(
                        "/api/v1/cases/" + code + "/transfers",
                        Map.of("to", ministry.code(), "why", "Elle vit là-bas"));
    }

    private Answer propose(String by, Organisation to) {
        return api(by).post("/api/v1/cases/" + code + "/transfers", Map.of("to", to.code(), "why", "Elle vit là-bas"));
    }

    private Answer decide(String by, String id, boolean agreed) {
        Map<String, Object> body = new HashMap<>(Map.of("agreed", agreed));
        if (!agreed) body.put("reason", "Nous n’avons personne");
        return api(by).post("/api/v1/cases/" + code + "/transfers/" + id + "/decision", body);
    }

    /** As the register of consents would keep it: who may record it is for the tests of consent. */
    private void consent() throws SQLException {
        consent("GIVEN", worker, 0);
    }

    private void consent(String status, String by, int minutes) throws SQLException {
        String who = "'" + actor(by).personId() + "'";
        String when = "'" + MORNING.minusSeconds(3_600).plusSeconds(60L * minutes) + "'";
        owner("insert into cases.consent (id, file_id, purpose, status, given_by, basis, language, explained, at,"
                + " explained_by, recorded_by, recorded_at) select '"
                + Ids.next()
                + "', id, 'TRANSFER_TO_AUTHORITY', '" + status
                + "', 'CHILD_CONSENT_ALONE', 'GUARDIAN_UNSAFE', 'fr',"
                + " '{TOLD_LIMITS,INTERVIEW,TOLD_PURPOSE,TOLD_USES,TOLD_RESEARCH,TOLD_ACCESS_RIGHT,TOLD_RETENTION,TOLD_WITHDRAWAL}',"
                + " "
                + String.join(", ", when, who, who, when)
                + " from cases.case_file where code = '" + code + "' returning id");
    }

    private static String owner(String sql) throws SQLException {
        try (var connection = TestDatabase.connectAs(Compartment.MIGRATOR);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    @Test
    void withoutConsentOrByAnybodyElseNothingMoves() {
        assertThat(propose(worker).status()).isEqualTo(403);
        assertThat(propose(receiving).status()).isEqualTo(404);
        Answer refused = propose(supervisor);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("cases.transfer-no-consent");
        assertThat(api(receiving).get("/api/v1/cases/" + code).status()).isEqualTo(404);
    }

    /** Who recorded the yes after the child's no does not pass the file on by a transfer either, whichever of the two it is. */
    @Test
    void nobodyTurnsTheNoByATransfer() throws SQLException {
        consent("REFUSED", worker, 1);
        consent("GIVEN", supervisor, 2);
        Answer own = propose(supervisor);
        assertThat(own.status()).isEqualTo(422);
        assertThat(own.body()).contains("cases.transfer-own-yes");
        consent("GIVEN", worker, 3);
        Answer heard = propose(supervisor);
        assertThat(heard.status()).as(heard.body()).isEqualTo(201);
        String id = heard.json().path("id").asString();
        for (String turning : List.of(supervisor, receiving)) {
            consent("GIVEN", turning, turning.equals(supervisor) ? 4 : 5);
            assertThat(decide(receiving, id, true).body()).contains("cases.transfer-own-yes");
            assertThat(StraightSql.answer(
                            actor(receiving), clock.instant(), "select access.decide('" + id + "', true, null)"))
                    .contains("cases.transfer-own-yes");
        }
        consent("GIVEN", worker, 6);
        assertThat(decide(receiving, id, true).status()).isEqualTo(200);
    }

    /** A decision on a child stands on the home page however far its last day is. */
    @Test
    void whoIsAskedFindsItOnTheirHomePage() throws SQLException {
        consent();
        assertThat(propose(supervisor).status()).isEqualTo(201);
        assertThat(browser(receiving).get("/?lang=en").body()).contains(code, "Transfer to another organisation");
    }

    /** Who is asked to take a file over sees that it exists; what was done, and who sees it, is theirs once they accepted. */
    private void seesNeitherHistoryNorGrants() throws SQLException {
        for (String part : List.of("/history", "/grants"))
            assertThat(api(receiving).get("/api/v1/cases/" + code + part).status())
                    .as(part)
                    .isEqualTo(404);
        for (String page : List.of("/history", "/access"))
            assertThat(browser(receiving).get("/cases/" + code + page).status())
                    .as(page)
                    .isEqualTo(404);
        assertThat(browser(receiving).get("/cases/" + code).body()).doesNotContain(code + "/history", code + "/access");
        UUID file = UUID.fromString(owner("select id from cases.case_file where code = '" + code + "'"));
        assertThat(StraightSql.count(
                        actor(receiving),
                        clock.instant(),
                        "journal.entry",
                        "chain = '" + file + "' and actor <> '"
                                + actor(receiving).personId() + "'"))
                .isZero();
        assertThat(StraightSql.count(
                        actor(receiving),
                        clock.instant(),
                        "access.file_grant",
                        "file_id = '" + file + "' and grantee <> '" + ministry.id() + "'"))
                .isZero();
    }

    @Test
    void twoSupervisorsMoveAFileAndTheOldSideReadsOn() throws SQLException {
        consent();
        Answer proposed = propose(supervisor);
        assertThat(proposed.status()).isEqualTo(201);
        String id = proposed.json().path("id").asString();
        assertThat(owner("select count(*) from notices.bell where person_id = '"
                        + actor(receiving).personId() + "'"))
                .isEqualTo("1");
        assertThat(propose(supervisor).body()).contains("cases.transfer-waits");
        assertThat(decide(supervisor, id, true).status()).isNotEqualTo(200);
        assertThat(api(receiving).get("/api/v1/cases/" + code + "/identity").status())
                .isEqualTo(404);
        assertThat(browser(receiving).get("/cases/" + code + "/transfer").body())
                .contains("Elle vit là-bas");
        seesNeitherHistoryNorGrants();
        assertThat(decide(receiving, id, true).status()).isEqualTo(200);
        assertThat(owner("select organisation_id from cases.case_file where code = '" + code + "'"))
                .isEqualTo(ministry.id().toString());
        assertThat(api(receiving).get("/api/v1/cases/" + code + "/identity").status())
                .isEqualTo(200);
        for (String part : List.of("/history", "/grants"))
            assertThat(api(receiving).get("/api/v1/cases/" + code + part).body())
                    .as(part)
                    .contains(part.equals("/history") ? "cases.registered" : "OWNING_STRUCTURE");
        clock.moveTo(MORNING.plus(Duration.ofDays(2)));
        assertThat(api(worker).get("/api/v1/cases/" + code + "/notes").status()).isEqualTo(200);
        assertThat(api(worker)
                        .post(
                                "/api/v1/cases/" + code + "/notes",
                                Map.of("kind", "CHILDS_OWN_WORDS", "at", "2015-11-15T09:00", "text", "x"))
                        .status())
                .isEqualTo(403);
        clock.moveTo(MORNING.plus(Duration.ofDays(40)));
        assertThat(api(worker).get("/api/v1/cases/" + code + "/notes").status()).isEqualTo(404);
    }

    /** By structure a visit counts where its file is today: the figures read the structure from the visits, which go with the file. */
    @Test
    void visitsCountForTheStructureThatFollowsTheChildToday() throws SQLException {
        consent();
        owner(
                "insert into followup.visit (id, file_id, organisation_id, worker_id, type, planned_on, planned_at, planned_by, by_calendar)"
                        + " select '" + Ids.next()
                        + "', f.id, f.organisation_id, f.worker_id, 'ROUTINE', f.registered_at::date, f.registered_at, f.worker_id, false"
                        + " from cases.case_file f where f.code = '" + code + "' returning id");
        assertThat(plannedOf(ngo)).isEqualTo("1");
        String id = propose(supervisor).json().path("id").asString();
        assertThat(decide(receiving, id, true).status()).isEqualTo(200);
        assertThat(plannedOf(ngo)).isEmpty();
        assertThat(plannedOf(ministry)).isEqualTo("1");
    }

    private static String plannedOf(Organisation structure) throws SQLException {
        return owner(
                "select planned from followup.report_visit_structures('2015-06-01', '2015-12-01', 3, 14) where structure = '"
                        + structure.code() + "'");
    }

    /** Withdrawn between the proposal and the answer: the proposal ends, who was asked sees nothing more of the file, and it stays where it is. */
    @Test
    void withoutTheConsentAnyMoreNothingIsAccepted() throws SQLException {
        consent();
        String id = propose(supervisor).json().path("id").asString();
        String at = "/api/v1/cases/" + code + "/consents/TRANSFER_TO_AUTHORITY/withdrawal";
        Answer effects = api(worker).get(at);
        assertThat(effects.body()).contains("TRANSFER_STOPS");
        Answer taken = api(worker)
                .post(
                        at,
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "seen",
                                effects.json().path("seen").asString(),
                                "givenBy",
                                "CHILD"));
        assertThat(taken.status()).as(taken.body()).isEqualTo(200);
        assertThat(owner("select state from access.decision where id = '" + id + "'"))
                .isEqualTo("REPLACED");
        clock.moveTo(clock.instant().plusSeconds(1));
        assertThat(api(receiving).get("/api/v1/cases/" + code).status()).isEqualTo(404);
        assertThat(decide(receiving, id, true).status()).isIn(404, 409, 422);
        assertThat(owner("select organisation_id from cases.case_file where code = '" + code + "'"))
                .isNotEqualTo(ministry.id().toString());
        assertThat(StraightSql.answer(
                        actor(receiving), clock.instant(), "select access.decide('" + id + "', true, null)"))
                .doesNotContain("DONE");
        assertThat(propose(supervisor).body()).as("after the no").contains("cases.transfer-no-consent");
    }

    /** Where another structure's supervisor stands in for the receiving one's, that one decides; the page offers who can receive, and no police. */
    @Test
    void theDeputyReceivesForAStructureWithoutASupervisor() throws SQLException {
        consent();
        Organisation led = structure(Organisation.Kind.NGO);
        Organisation nobody = structure(Organisation.Kind.NGO);
        Organisation police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        UUID deputy = actor(receiving).personId();
        provisioning.deputise(Map.of(led.id(), deputy), BEGINNING);
        assertThat(browser(supervisor).get("/cases/" + code + "/transfer").body())
                .contains("value=\"" + led.code() + "\"", "value=\"" + ministry.code() + "\"")
                .doesNotContain(nobody.code(), police.code(), "value=\"" + ngo.code() + "\"");
        assertThat(propose(supervisor, nobody).body()).contains("cases.transfer-no-receiver");
        assertThat(propose(supervisor, police).body()).contains("cases.transfer-no-receiver");
        assertThat(propose(supervisor, ngo).body()).contains("cases.transfer-no-receiver");
        String id = propose(supervisor, led).json().path("id").asString();
        assertThat(api(receiving).get("/api/v1/cases/" + code + "/identity").status())
                .isEqualTo(404);
        assertThat(decide(receiving, id, true).status()).isEqualTo(200);
        assertThat(owner("select organisation_id from cases.case_file where code = '" + code + "'"))
                .isEqualTo(led.id().toString());
        String theirs = person(Role.CASE_WORKER, led, null, deputy);
        assertThat(api(receiving)
                        .post("/api/v1/cases/" + code + "/assignment", Map.of("worker", theirs))
                        .status())
                .isEqualTo(200);
        assertThat(api(theirs).get("/api/v1/cases/" + code + "/notes").status()).isEqualTo(200);
    }

    @Test
    void aRefusedTransferLeavesNothingBehind() throws SQLException {
        consent();
        String id = propose(supervisor).json().path("id").asString();
        assertThat(decide(receiving, id, false).status()).isEqualTo(200);
        clock.moveTo(MORNING.plusSeconds(60));
        assertThat(api(receiving).get("/api/v1/cases/" + code).status()).isEqualTo(404);
        assertThat(api(worker).get("/api/v1/cases/" + code).status()).isEqualTo(200);
    }

    @Test
    void straightSqlTransfersNothing() throws SQLException {
        consent();
        String id = propose(supervisor).json().path("id").asString();
        UUID file = UUID.fromString(owner("select id from cases.case_file where code = '" + code + "'"));
        for (String by : new String[] {supervisor, receiving, worker})
            assertThat(StraightSql.answer(actor(by), clock.instant(), "select cases.transfer_file('" + id + "')"))
                    .isEqualTo("FORBIDDEN");
        assertThat(StraightSql.answer(
                        actor(worker),
                        clock.instant(),
                        "select cases.propose_transfer('" + Ids.next() + "', '" + file + "', '" + ministry.id()
                                + "', 9, null, null)"))
                .isEqualTo("FORBIDDEN");
    }
}
