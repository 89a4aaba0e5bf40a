package org.akoma.protection.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.LoginSql;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file is given to a worker inside its structure, by its supervisor (trust.md G3, G4). */
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
        provisioning.deputise(Map.of(led.id(), actor(supervisor).personId()), BEGINNING);
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
        for (String now : List.of(taker, supervisor))
            assertThat(api(now).get("/api/v1/cases/" + code + "/notes").status())
                    .isEqualTo(200);
        for (String rung : List.of(worker, taker))
            assertThat(bells(rung)).as(rung).isEqualTo("1");
        assertThat(supervisorOf()).isEqualTo(id(supervisor));
    }

    private String bells(String who) throws SQLException {
        return owner("select count(*) from notices.bell where person_id = '"
                + actor(who).personId() + "'");
    }

    private String supervisorOf() throws SQLException {
        return owner("select supervisor_id from cases.case_file where code = '" + code + "'");
    }

    private String id(String who) {
        return actor(who).personId().toString();
    }

    private Answer ask(String by, String wanted) {
        return api(by).post(
                        "/api/v1/cases/" + code + "/supervisor",
                        Map.of("supervisor", wanted, "why", "Elle suit l’équipe de ce quartier"));
    }

    private Answer decide(String by, String decision) {
        return api(by).post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true));
    }

    /** Two accounts that may be one person's are one here: until two others said that they are two people. */
    @Test
    void nobodySupervisesTheirOwnFileUnderAnotherAccount() throws SQLException {
        String name = "Ibrahim " + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
        String secondWorker =
                person(Role.CASE_WORKER, ngo, null, actor(supervisor).personId());
        String secondSupervisor = person(Role.CASE_SUPERVISOR, ngo);
        named(supervisor, name);
        named(secondWorker, name.toUpperCase(java.util.Locale.ROOT));
        assertThat(assign(supervisor, secondWorker).body()).contains("cases.worker-supervises");
        String other = "Awa " + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
        named(worker, other);
        named(secondSupervisor, other);
        assertThat(ask(supervisor, secondSupervisor).body()).contains("cases.supervisor-works");
    }

    private void named(String who, String name) {
        TestDatabase.ownerDoes("delete from access.person_card where person_id = '" + id(who) + "'");
        TestDatabase.ownerDoes(
                "insert into access.person_card (person_id, compartment, name) select p.id, p.compartment, '" + name
                        + "' from access.person p where p.id = '" + id(who) + "'");
    }

    /** A worker and a supervisor agree that the one supervises what the other lets them work on: neither way, nor by straight SQL. */
    @Test
    void nobodySupervisesTheirOwnFile() throws SQLException {
        for (String both : List.of(worker, supervisor))
            TestDatabase.ownerDoes(
                    "insert into access.person_role (id, person_id, compartment, organisation_id, role, reach,"
                            + " valid_from, approved_at) select gen_random_uuid(), r.person_id, r.compartment,"
                            + " r.organisation_id, '"
                            + (both.equals(worker) ? "CASE_SUPERVISOR" : "CASE_WORKER")
                            + "', r.reach, r.valid_from, r.approved_at from access.person_role r where r.person_id = '"
                            + id(both) + "'");
        assertThat(ask(supervisor, worker).body()).contains("cases.supervisor-works");
        assertThat(ask(worker, worker).body()).contains("cases.supervisor-works");
        assertThat(assign(supervisor, supervisor).body()).contains("cases.worker-supervises");
        String file = owner("select id from cases.case_file where code = '" + code + "'");
        assertThat(LoginSql.answer(
                        actor(supervisor),
                        clock.instant(),
                        "select cases.ask_supervisor('" + file + "', '" + id(worker) + "')"))
                .isEqualTo("WORKS");
        assertThat(LoginSql.answer(
                        actor(supervisor),
                        clock.instant(),
                        "select cases.assign_file('" + file + "', '" + id(supervisor) + "')"))
                .isEqualTo("SUPERVISES");
        assertThat(browser(supervisor)
                        .get("/cases/" + code + "/assignment")
                        .body()
                        .toUpperCase(java.util.Locale.ROOT))
                .doesNotContain("VALUE=\"" + worker.toUpperCase(java.util.Locale.ROOT) + "\"")
                .doesNotContain("VALUE=\"" + supervisor.toUpperCase(java.util.Locale.ROOT) + "\"");
        // the worker changes while the request waits
        String other = person(Role.CASE_WORKER, ngo, null, actor(supervisor).personId());
        assertThat(assign(supervisor, other).status()).isEqualTo(200);
        String decision = ask(supervisor, worker).json().path("decision").asString();
        assertThat(assign(supervisor, worker).status()).isEqualTo(200);
        assertThat(decide(worker, decision).body()).contains("cases.supervisor-works");
        assertThat(supervisorOf()).isEqualTo(id(supervisor));
    }

    /** The present supervisor agrees; nobody else does, and she reads on. */
    @Test
    void anotherSupervisorComesByThePresentOnesAgreement() throws SQLException {
        String other = person(Role.CASE_SUPERVISOR, ngo);
        String third = person(Role.CASE_SUPERVISOR, ngo);
        String manager = person(Role.PROJECT_MANAGER, ngo);
        assertThat(ask(worker, other).status()).isEqualTo(403);
        assertThat(ask(other, worker).body()).contains("cases.no-such-supervisor");
        assertThat(ask(other, person(Role.CASE_SUPERVISOR, elsewhere)).body()).contains("cases.no-such-supervisor");
        assertThat(ask(other, supervisor).body()).contains("cases.supervisor-already");
        Answer asked = ask(other, other);
        assertThat(asked.status()).isEqualTo(202);
        assertThat(ask(third, third).body()).contains("cases.supervisor-waits");
        String decision = asked.json().path("decision").asString();
        assertThat(bells(supervisor)).isEqualTo("1");
        assertThat(browser(supervisor).get("/decisions/" + decision).body())
                .contains(code, other.toUpperCase(java.util.Locale.ROOT));
        for (String nobody : List.of(other, third, manager, worker))
            assertThat(decide(nobody, decision).status()).as(nobody).isNotIn(200, 204);
        assertThat(supervisorOf()).isEqualTo(id(supervisor));
        assertThat(decide(supervisor, decision).status()).isEqualTo(200);
        assertThat(supervisorOf()).isEqualTo(id(other));
        assertThat(api(supervisor).get("/api/v1/cases/" + code + "/notes").status())
                .isEqualTo(200);
        assertThat(owner("select count(*) from access.file_grant where grantee = '" + id(supervisor)
                        + "' and valid_until > '2015-12-20'"))
                .isEqualTo("0");
    }

    /** Whom she asks to take over agrees; it can be taken back until then, and the page offers it. */
    @Test
    void whoIsAskedToTakeOverAgrees() throws SQLException {
        String other = person(Role.CASE_SUPERVISOR, ngo);
        String page = browser(supervisor).get("/cases/" + code + "/assignment").body();
        assertThat(page).contains("name=\"supervisor\"", other.toUpperCase(java.util.Locale.ROOT));
        String first = ask(supervisor, other).json().path("decision").asString();
        assertThat(browser(other).get("/cases/" + code + "/assignment").body()).contains("/decisions/" + first);
        assertThat(api(supervisor)
                        .post("/api/v1/decisions/" + first + "/withdrawal", Map.of())
                        .status())
                .isEqualTo(200);
        String second = ask(supervisor, other).json().path("decision").asString();
        assertThat(decide(other, second).status()).isEqualTo(200);
        assertThat(supervisorOf()).isEqualTo(id(other));
    }

    /** By the functions alone: no request about another's file, none that nobody recorded, no hand-over that nobody agreed to. */
    @Test
    void straightSqlChangesNoSupervisor() throws SQLException {
        String other = person(Role.CASE_SUPERVISOR, ngo);
        String stranger = person(Role.CASE_SUPERVISOR, elsewhere);
        String file = owner("select id from cases.case_file where code = '" + code + "'");
        assertThat(StraightSql.answer(
                        actor(stranger),
                        clock.instant(),
                        "select cases.ask_supervisor('" + file + "', '" + id(stranger) + "')"))
                .isEqualTo("FORBIDDEN");
        assertThat(StraightSql.answer(
                        actor(other),
                        clock.instant(),
                        "select access.propose(gen_random_uuid(), 'SUPERVISOR', null, '" + file
                                + "', 1, '{}', null, null)"))
                .contains("access.nothing-proposed");
        String asked = ask(other, other).json().path("decision").asString();
        assertThat(StraightSql.answer(
                        actor(other), clock.instant(), "select access.decide('" + asked + "', true, null)"))
                .isEqualTo("OWN_WORK");
        assertThat(StraightSql.answer(actor(other), clock.instant(), "select cases.hand_supervision('" + asked + "')"))
                .isEqualTo("f");
        for (String sql : List.of(
                "update cases.case_file set supervisor_id = '" + id(other) + "' where id = '" + file + "'",
                "insert into cases.supervisor_asked values ('" + file + "', now(), '" + id(other) + "', null, '"
                        + id(other) + "')"))
            assertThat(StraightSql.answer(actor(other), clock.instant(), sql)).contains("permission denied");
    }

    /** Nor does a colleague send her file to another structure. */
    @Test
    void aColleagueTransfersNoFileOfHers() {
        String other = person(Role.CASE_SUPERVISOR, ngo);
        person(Role.CASE_SUPERVISOR, elsewhere);
        Answer refused = api(other)
                .post(
                        "/api/v1/cases/" + code + "/transfers",
                        Map.of("to", elsewhere.code(), "why", "Ils sont plus près"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("cases.transfer-of-another");
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

    /** Where she does not answer, the project manager or the data protection officer agrees; so too while nobody has ended yet what she left. */
    @Test
    void theFileOfASupervisorWhoDoesNotAnswerIsTakenOverByTwo() throws SQLException {
        String other = person(Role.CASE_SUPERVISOR, ngo);
        String theirs = person(Role.CASE_WORKER, ngo, null, actor(other).personId());
        String manager = person(Role.PROJECT_MANAGER, ngo);
        String officer = person(Role.DATA_PROTECTION_OFFICER, ngo);
        String asked = ask(other, other).json().path("decision").asString();
        assertThat(decide(officer, asked).status()).isNotEqualTo(200);
        clock.moveTo(MORNING.plus(java.time.Duration.ofDays(7)).plusSeconds(60));
        assertThat(browser(officer).get("/decisions/" + asked).body()).contains(code);
        assertThat(decide(officer, asked).status()).isEqualTo(200);
        assertThat(supervisorOf()).isEqualTo(id(other));
        UUID gone = actor(other).personId();
        try (var connection = TestDatabase.connectAs(Compartment.MIGRATOR);
                var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "update access.person_role set valid_until = '2015-11-20 06:00Z' where person_id = '" + gone + "'");
        }
        assertThat(assign(supervisor, theirs).status()).isEqualTo(200);
        assertThat(supervisorOf()).isEqualTo(gone.toString());
        String again = ask(supervisor, supervisor).json().path("decision").asString();
        assertThat(decide(manager, again).status()).isEqualTo(200);
        assertThat(supervisorOf()).isEqualTo(id(supervisor));
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
