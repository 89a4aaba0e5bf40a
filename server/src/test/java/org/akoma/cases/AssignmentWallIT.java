package org.akoma.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.access.Organisation;
import org.akoma.access.Role;
import org.akoma.database.Compartment;
import org.akoma.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file is given to a worker inside its structure, by its supervisor (trust.md G3, G4; findings A1, A4, F1). */
class AssignmentWallIT extends HouseIT {

    private Organisation ngo;
    private Organisation elsewhere;
    private String supervisor;
    private String worker;
    private String code;

    @BeforeEach
    void aChild() {
        clock.moveTo(MORNING);
        ngo = structure(Organisation.Kind.NGO);
        elsewhere = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        supervisor = person(Role.CASE_SUPERVISOR, ngo);
        worker = person(Role.CASE_WORKER, ngo, null, actor(supervisor).personId());
        code = api(worker)
                .post("/api/v1/cases", Map.of("sex", "F", "age", 11, "country", "CI", "handedAt", "2015-11-12T20:00"))
                .json()
                .path("code")
                .asString();
    }

    private Answer assign(String by, String to) {
        return api(by).post("/api/v1/cases/" + code + "/assignment", Map.of("worker", to));
    }

    @Test
    void aSupervisorGivesNoFileToAnotherStructure() {
        String stranger = person(Role.CASE_WORKER, elsewhere);
        Answer refused = assign(supervisor, stranger);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("cases.worker-elsewhere");
        assertThat(api(stranger).get("/api/v1/cases/" + code).status()).isEqualTo(404);
        assertThat(api(worker).get("/api/v1/cases/" + code).status()).isEqualTo(200);
        assertThat(browser(supervisor).get("/cases/" + code + "/assignment").body())
                .doesNotContain(stranger.toUpperCase(java.util.Locale.ROOT));
    }

    /** Who supervises a file of another structure gives it to a worker of that structure, whom the page offers. */
    @Test
    void theDeputyOfAStructureIsOfferedItsWorkers() {
        Organisation led = structure(Organisation.Kind.NGO);
        founding.deputise(Map.of(led.id(), actor(supervisor).personId()), BEGINNING);
        String theirs = person(Role.CASE_WORKER, led, null, actor(supervisor).personId());
        String colleague = person(Role.CASE_WORKER, led, null, actor(supervisor).personId());
        code = api(theirs)
                .post("/api/v1/cases", Map.of("sex", "M", "age", 9, "country", "CI", "handedAt", "2015-11-12T20:00"))
                .json()
                .path("code")
                .asString();
        String page = browser(supervisor).get("/cases/" + code + "/assignment").body();
        assertThat(page)
                .contains("value=\"" + colleague.toUpperCase(java.util.Locale.ROOT) + "\"")
                .doesNotContain("value=\"" + theirs.toUpperCase(java.util.Locale.ROOT) + "\"")
                .doesNotContain("value=\"" + worker.toUpperCase(java.util.Locale.ROOT) + "\"");
        assertThat(assign(supervisor, colleague).status()).isEqualTo(200);
    }

    @Test
    void insideTheStructureItMovesAndRings() throws SQLException {
        String otherLead = person(Role.CASE_SUPERVISOR, ngo);
        String taker = person(Role.CASE_WORKER, ngo, null, actor(otherLead).personId());
        assertThat(assign(supervisor, taker).status()).isEqualTo(200);
        assertThat(assign(supervisor, taker).body()).contains("cases.worker-already");
        assertThat(api(worker).get("/api/v1/cases/" + code).status()).isEqualTo(404);
        for (String now : List.of(taker, otherLead))
            assertThat(api(now).get("/api/v1/cases/" + code + "/notes").status())
                    .isEqualTo(200);
        for (String rung : List.of(worker, taker, otherLead))
            assertThat(owner("select count(*) from notices.bell where person_id = '"
                            + actor(rung).personId() + "'"))
                    .as(rung)
                    .isEqualTo("1");
    }

    /** Another supervisor of the structure gives it to a worker of theirs: the file's supervisor keeps it, and what waits for her. */
    @Test
    void noOtherSupervisorTakesAFileOutOfItsSupervisorsSight() throws SQLException {
        String other = person(Role.CASE_SUPERVISOR, ngo);
        String theirs = person(Role.CASE_WORKER, ngo, null, actor(other).personId());
        UUID file = UUID.fromString(owner("select id from cases.case_file where code = '" + code + "'"));
        Map<String, Object> family = Map.of(
                "kind",
                "FOSTER_FAMILY",
                "country",
                "CI",
                "since",
                "2015-11-16",
                "withWhom",
                "x",
                "relation",
                "UNRELATED");
        assertThat(api(worker)
                        .post("/api/v1/cases/" + code + "/placements", family)
                        .status())
                .isEqualTo(201);
        assertThat(assign(other, theirs).status()).isEqualTo(200);
        assertThat(owner("select supervisor_id from cases.case_file where id = '" + file + "'"))
                .isEqualTo(actor(supervisor).personId().toString());
        assertThat(api(supervisor).get("/api/v1/cases/" + code).status()).isEqualTo(200);
        assertThat(api(supervisor).get("/api/v1/decisions").body()).contains("\"HOME\"");
        assertThat(StraightSql.answer(
                        actor(other),
                        clock.instant(),
                        "select cases.assign_file('" + file + "', '"
                                + actor(worker).personId() + "')"))
                .isEqualTo("DONE");
        assertThat(api(supervisor).get("/api/v1/cases/" + code).status()).isEqualTo(200);
    }

    /** Where she has left, the file goes to the worker's supervisor. */
    @Test
    void theFileOfASupervisorWhoLeftIsTakenOver() throws SQLException {
        String other = person(Role.CASE_SUPERVISOR, ngo);
        String theirs = person(Role.CASE_WORKER, ngo, null, actor(other).personId());
        UUID gone = actor(supervisor).personId();
        try (var connection = TestDatabase.connectAs(Compartment.MIGRATOR);
                var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "update access.person_role set valid_until = '2015-11-16 06:00Z' where person_id = '" + gone + "'");
        }
        assertThat(assign(other, theirs).status()).isEqualTo(200);
        assertThat(owner("select supervisor_id from cases.case_file where code = '" + code + "'"))
                .isEqualTo(actor(other).personId().toString());
    }

    @Test
    void straightSqlMovesNoFile() throws SQLException {
        UUID file = UUID.fromString(owner("select id from cases.case_file where code = '" + code + "'"));
        UUID stranger = actor(person(Role.CASE_WORKER, elsewhere)).personId();
        UUID colleague = actor(person(Role.CASE_WORKER, ngo)).personId();
        for (String by : List.of(supervisor, worker))
            assertThat(StraightSql.answer(
                            actor(by),
                            clock.instant(),
                            "update cases.case_file set worker_id = '" + stranger + "', organisation_id = '"
                                    + elsewhere.id() + "' where id = '" + file + "'"))
                    .contains("permission denied");
        assertThat(StraightSql.answer(
                        actor(supervisor),
                        clock.instant(),
                        "select cases.assign_file('" + file + "', '" + stranger + "')"))
                .isEqualTo("ELSEWHERE");
        assertThat(StraightSql.answer(
                        actor(worker),
                        clock.instant(),
                        "select cases.assign_file('" + file + "', '" + colleague + "')"))
                .isEqualTo("FORBIDDEN");
        assertThat(StraightSql.answer(
                        actor(supervisor),
                        clock.instant(),
                        "select cases.assign_file('" + file + "', '" + colleague + "')"))
                .isEqualTo("DONE");
    }

    private static String owner(String sql) throws SQLException {
        try (var connection = TestDatabase.connectAs(Compartment.MIGRATOR);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }
}
