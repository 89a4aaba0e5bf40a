package org.akoma.protection.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.SystemRuns;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When a supervisor's role, contract or deputising ends, the structure goes on with the children at once (trust.md G5 and 4). */
class SupervisorLeftIT extends HouseIT {

    @Autowired
    SystemRuns runs;

    @Autowired
    JdbcClient jdbc;

    private Organisation ngo;
    private String admin;
    private String manager;
    private String officer;
    private String supervisor;
    private String colleague;
    private String worker;
    private String code;

    @BeforeEach
    void aChild() {
        clock.moveTo(MORNING);
        ngo = structure(Organisation.Kind.NGO);
        admin = person(Role.SYSTEM_ADMINISTRATOR, ngo);
        manager = person(Role.PROJECT_MANAGER, ngo);
        officer = person(Role.DATA_PROTECTION_OFFICER, ngo);
        supervisor = person(Role.CASE_SUPERVISOR, ngo);
        colleague = person(Role.CASE_SUPERVISOR, ngo);
        worker = person(Role.CASE_WORKER, ngo, null, actor(supervisor).personId());
        code = child(worker);
    }

    private String child(String by) {
        return api(by).post(
                        "/api/v1/cases", Map.of("sex", "F", "age", 11, "country", "CI", "handedAt", "2015-11-12T20:00"))
                .json()
                .path("code")
                .asString();
    }

    private String alert(String type) {
        Answer raised = api(worker)
                .post(
                        "/api/v1/cases/" + code + "/alerts",
                        Map.of("id", Ids.next().toString(), "type", type, "what", "Le patron est revenu la chercher"));
        assertThat(raised.status()).isEqualTo(201);
        return raised.json().path("id").asString();
    }

    private void roleEnds(String who) {
        String role = api(admin)
                .get("/api/v1/people/" + who)
                .json()
                .path("roles")
                .path(0)
                .path("id")
                .asString();
        assertThat(api(admin)
                        .post("/api/v1/people/" + who + "/roles/" + role + "/end", Map.of())
                        .status())
                .isEqualTo(204);
    }

    private String tasks(String who) {
        return api(who).get("/api/v1/tasks").body();
    }

    private long bells(String who) throws SQLException {
        return Long.parseLong(
                owner("select count(*) from notices.bell where kind in ('alert', 'account') and person_id = '" + id(who)
                        + "'"));
    }

    private String id(String who) {
        return actor(who).personId().toString();
    }

    private String supervisorOf() throws SQLException {
        return owner("select coalesce(supervisor_id::text, '') from cases.case_file where code = '" + code + "'");
    }

    private static String owner(String sql) throws SQLException {
        try (var connection = TestDatabase.connectAs(org.akoma.ground.database.Compartment.MIGRATOR);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private Answer take(String by) {
        return api(by).post(
                        "/api/v1/cases/" + code + "/supervisor",
                        Map.of("supervisor", by.toUpperCase(Locale.ROOT), "why", "Elle est partie ce matin"));
    }

    /** The danger of before and of after: rung, a task, acknowledged and taken over by the colleague. */
    @Test
    void aDangerIsTheColleaguesAtOnce() throws SQLException {
        String before = alert("RE_EXPLOITATION");
        assertThat(tasks(colleague)).doesNotContain(before);
        roleEnds(supervisor);
        assertThat(supervisorOf()).isEmpty();
        assertThat(bells(colleague)).isEqualTo(1);
        String after = alert("TRAFFICKER_CONTACT");
        assertThat(bells(colleague)).isEqualTo(2);
        assertThat(tasks(colleague)).contains(before, after);
        assertThat(take(colleague).status()).isEqualTo(200);
        assertThat(supervisorOf()).isEqualTo(id(colleague));
        assertThat(bells(manager)).isEqualTo(2);
        assertThat(bells(officer)).isEqualTo(2);
        assertThat(tasks(colleague)).contains(before, after);
        assertThat(api(colleague)
                        .post("/api/v1/alerts/" + after + "/acknowledgement", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(api(worker).get("/api/v1/cases/" + code + "/history").body()).contains("cases.supervisor-changed");
    }

    /** Nobody takes over what is supervised, nor a worker the file that they work on. */
    @Test
    void whatIsSupervisedIsAskedFor() throws SQLException {
        assertThat(take(colleague).status()).isEqualTo(202);
        assertThat(supervisorOf()).isEqualTo(id(supervisor));
    }

    /** With its time as by hand: what ended at noon ends with the next minute of the house. */
    @Test
    void whatEndsWithTimeEndsTheSame() throws SQLException {
        String before = alert("RE_EXPLOITATION");
        TestDatabase.ownerDoes("update access.person_role set valid_until = '2015-11-16 12:00Z' where person_id = '"
                + id(supervisor) + "'");
        assertThat(supervisorOf()).isEqualTo(id(supervisor));
        clock.moveTo(MORNING.plus(Duration.ofHours(5)));
        String after = alert("TRAFFICKER_CONTACT");
        assertThat(bells(colleague))
                .as("rung by the act, before the minute is over")
                .isEqualTo(1);
        minute();
        assertThat(supervisorOf()).isEmpty();
        assertThat(tasks(colleague)).contains(before, after);
    }

    private void minute() {
        runs.asHouse(() -> jdbc.sql("select followup.release_files_at(:now)")
                .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .query((row, n) -> true)
                .list());
    }

    /** A deputy whose time is over reads, moves and acknowledges nothing of that structure; the next deputy supervises its files. */
    @Test
    void aDeputyWhoseTimeIsOverSupervisesNothingThere() throws SQLException {
        Organisation led = structure(Organisation.Kind.NGO);
        provisioning.deputise(Map.of(led.id(), actor(supervisor).personId()), BEGINNING);
        String theirs = person(Role.CASE_WORKER, led, null, actor(supervisor).personId());
        String other = person(Role.CASE_WORKER, led, null, actor(supervisor).personId());
        worker = theirs;
        code = child(theirs);
        String danger = alert("RE_EXPLOITATION");
        assertThat(api(supervisor).get("/api/v1/cases/" + code).status()).isEqualTo(200);
        provisioning.deputise(Map.of(led.id(), actor(colleague).personId()), BEGINNING);
        TestDatabase.ownerDoes("update access.deputy set valid_until = '2015-11-16 12:00Z' where person_id = '"
                + id(supervisor) + "'");
        clock.moveTo(MORNING.plus(Duration.ofHours(5)));
        assertThat(api(supervisor)
                        .post("/api/v1/cases/" + code + "/assignment", Map.of("worker", other))
                        .status())
                .as("before the minute is over")
                .isEqualTo(403);
        minute();
        assertThat(api(supervisor).get("/api/v1/cases/" + code).status()).isEqualTo(404);
        assertThat(api(supervisor)
                        .post("/api/v1/alerts/" + danger + "/acknowledgement", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(supervisorOf()).isEqualTo(id(colleague));
        assertThat(tasks(colleague)).contains(danger);
    }

    private String under(String who) throws SQLException {
        return owner("select coalesce(supervisor_id::text, '') from access.person where id = '" + id(who) + "'");
    }

    /** Anyone who worked under who left works under another, whose are the children that are registered afterwards, their dangers and the passwords. */
    @Test
    void theAccountsOfWhoLeftWorkUnderAnother() throws SQLException {
        roleEnds(supervisor);
        assertThat(under(worker)).isEqualTo(id(colleague));
        code = child(worker);
        assertThat(supervisorOf()).isEqualTo(id(colleague));
        String danger = alert("TRAFFICKER_CONTACT");
        assertThat(tasks(colleague)).contains(danger);
        assertThat(api(colleague).get("/api/v1/caseloads").body()).contains(worker);
        TestDatabase.ownerDoes("update access.person_role set valid_until = '2015-11-16 12:00Z' where person_id = '"
                + id(colleague) + "'");
        clock.moveTo(MORNING.plus(Duration.ofHours(5)));
        minute();
        assertThat(under(worker)).as("nobody is left").isEmpty();
        code = child(worker);
        assertThat(supervisorOf()).isEmpty();
    }

    /** Nor does a deputy whose time is over have the new children there, or decide of a password. */
    @Test
    void aDeputyOfBeforeSupervisesNobodyThere() throws SQLException {
        Organisation led = structure(Organisation.Kind.NGO);
        provisioning.deputise(Map.of(led.id(), actor(supervisor).personId()), BEGINNING);
        worker = person(Role.CASE_WORKER, led, null, actor(supervisor).personId());
        String own = person(Role.CASE_SUPERVISOR, led);
        TestDatabase.ownerDoes("update access.deputy set valid_until = '2015-11-16 12:00Z' where person_id = '"
                + id(supervisor) + "'");
        clock.moveTo(MORNING.plus(Duration.ofHours(5)));
        Answer asked = api(admin).post("/api/v1/people/" + worker + "/password", Map.of());
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        assertThat(asked.body()).as("before the minute is over").doesNotContain(supervisor.toUpperCase(Locale.ROOT));
        String decision = asked.json().path("decision").asString();
        assertThat(verdict(supervisor, decision, true)).isNotEqualTo(200);
        minute();
        assertThat(under(worker)).isEqualTo(id(own));
        code = child(worker);
        assertThat(supervisorOf()).isEqualTo(id(own));
        assertThat(api(supervisor).get("/api/v1/cases/" + code).status()).isEqualTo(404);
        String danger = alert("TRAFFICKER_CONTACT");
        assertThat(tasks(own)).contains(danger);
        assertThat(tasks(supervisor)).doesNotContain(danger);
    }

    /** What came to a deputy by such an end goes back without the deputy's yes; what two people gave to the deputy does not. */
    @Test
    void theStructureTakesItsFilesBack() throws SQLException {
        Organisation led = structure(Organisation.Kind.NGO);
        String own = person(Role.CASE_SUPERVISOR, led);
        String back = person(Role.CASE_SUPERVISOR, led);
        provisioning.deputise(Map.of(led.id(), actor(supervisor).personId()), BEGINNING);
        worker = person(Role.CASE_WORKER, led, null, actor(own).personId());
        code = child(worker);
        TestDatabase.ownerDoes(
                "update access.person_role set valid_until = '2015-11-16 00:30Z' where person_id = '" + id(back) + "'");
        roleEnds(own);
        assertThat(supervisorOf()).isEqualTo(id(supervisor));
        TestDatabase.ownerDoes(
                "update access.person_role set valid_until = '2099-01-01Z' where person_id = '" + id(back) + "'");
        assertThat(take(colleague).status()).as("a stranger").isEqualTo(404);
        long bells = bells(officer);
        assertThat(take(back).status()).isEqualTo(200);
        assertThat(supervisorOf()).isEqualTo(id(back));
        assertThat(bells(officer)).isEqualTo(bells + 1);
        assertThat(api(supervisor)
                        .post("/api/v1/cases/" + code + "/assignment", Map.of("worker", worker))
                        .status())
                .as("the deputy reads on, as after a transfer")
                .isEqualTo(403);
        String given = api(back)
                .post(
                        "/api/v1/cases/" + code + "/supervisor",
                        Map.of("supervisor", supervisor.toUpperCase(Locale.ROOT), "why", "Je pars en congé"))
                .json()
                .path("decision")
                .asString();
        assertThat(verdict(supervisor, given, true)).isEqualTo(200);
        assertThat(supervisorOf()).isEqualTo(id(supervisor));
        assertThat(take(back).status()).as("given by two").isEqualTo(202);
    }

    /** Nobody supervises a file on which they work: the deputy who took it over as its worker is passed over. */
    @Test
    void aDeputyWhoWorksOnTheFileIsNotItsSupervisor() throws SQLException {
        Organisation led = structure(Organisation.Kind.NGO);
        String own = person(Role.CASE_SUPERVISOR, led);
        provisioning.deputise(Map.of(led.id(), actor(supervisor).personId()), BEGINNING);
        worker = person(Role.CASE_WORKER, led, null, actor(own).personId());
        code = child(worker);
        TestDatabase.ownerDoes(
                "update cases.case_file set worker_id = '" + id(supervisor) + "' where code = '" + code + "'");
        roleEnds(own);
        assertThat(supervisorOf()).isNotEqualTo(id(supervisor));
    }

    @Test
    void norIsADeputyWhoWorksOnItUnderAnotherAccount() throws SQLException {
        Organisation led = structure(Organisation.Kind.NGO);
        String own = person(Role.CASE_SUPERVISOR, led);
        provisioning.deputise(Map.of(led.id(), actor(supervisor).personId()), BEGINNING);
        worker = person(Role.CASE_WORKER, led, null, actor(own).personId());
        code = child(worker);
        String name = "Ibrahim " + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
        for (String account : List.of(supervisor, worker)) {
            TestDatabase.ownerDoes("delete from access.person_card where person_id = '" + id(account) + "'");
            TestDatabase.ownerDoes(
                    "insert into access.person_card (person_id, compartment, name) select p.id, p.compartment, '" + name
                            + "' from access.person p where p.id = '" + id(account) + "'");
        }
        roleEnds(own);
        assertThat(supervisorOf()).isNotEqualTo(id(supervisor));
    }

    /** What she refused is not hers to refuse for ever. */
    @Test
    void aSecondRequestIsDecidedAbove() throws SQLException {
        String first = take(colleague).json().path("decision").asString();
        assertThat(verdict(supervisor, first, false)).isEqualTo(200);
        assertThat(bells(manager)).isEqualTo(1);
        assertThat(bells(officer)).isEqualTo(1);
        assertThat(api(worker).get("/api/v1/cases/" + code + "/history").body()).contains("cases.supervisor-refused");
        String second = take(colleague).json().path("decision").asString();
        assertThat(verdict(supervisor, second, true)).isNotEqualTo(200);
        assertThat(api(manager)
                        .get("/api/v1/tasks?limit=500&kind=access.decide")
                        .body())
                .contains(second);
        assertThat(verdict(officer, second, true)).isEqualTo(200);
        assertThat(supervisorOf()).isEqualTo(id(colleague));
    }

    private int verdict(String by, String decision, boolean agreed) {
        return api(by).post(
                        "/api/v1/decisions/" + decision + "/verdict",
                        agreed ? Map.of("agreed", true) : Map.of("agreed", false, "reason", "Je le garde encore"))
                .status();
    }

    private Answer close(String by, String path, Map<String, Object> said) {
        return api(by).post("/api/v1/cases/" + code + "/closure" + path, said);
    }

    private String asked() {
        return api(supervisor)
                .get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("about").asString("").equals(code))
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElseThrow();
    }

    /** A request to close that was taken back, one that was sent back, and one that waits. */
    private void closings() {
        Map<String, Object> death = Map.of("code", "DEATH", "details", "Noyade");
        assertThat(close(worker, "", death).status()).isEqualTo(201);
        assertThat(close(worker, "/withdrawal", Map.of()).status()).isEqualTo(200);
        assertThat(close(worker, "", death).status()).isEqualTo(201);
        Map<String, Object> back =
                Map.of("decision", "RETURNED", "reason", "Où est le certificat ?", "request", asked());
        assertThat(close(supervisor, "/decision", back).status()).isEqualTo(200);
        assertThat(close(worker, "", death).status()).isEqualTo(201);
    }

    @Test
    void whatWasAskedBeforeKeepsNoSupervisor() throws SQLException {
        closings();
        String waiting = code;
        code = child(worker);
        closings();
        assertThat(close(supervisor, "/decision", Map.of("decision", "CLOSED", "request", asked()))
                        .status())
                .isEqualTo(200);
        roleEnds(supervisor);
        assertThat(supervisorOf()).as("closed").isEmpty();
        code = waiting;
        assertThat(supervisorOf()).isEmpty();
        assertThat(take(colleague).status()).isEqualTo(200);
        assertThat(tasks(colleague)).as("who has the file now decides").contains("cases.decide-closure");
    }

    @Test
    void whatWasAskedBeforeKeepsNoOtherSupervisorAway() throws SQLException {
        closings();
        assertThat(verdict(supervisor, take(colleague).json().path("decision").asString(), true))
                .isEqualTo(200);
        assertThat(supervisorOf()).isEqualTo(id(colleague));
        assertThat(tasks(colleague)).contains("cases.decide-closure");
    }

    /** A file that cannot be released stops that of nobody else. */
    @Test
    void theRoundGoesOnAfterOneFileThatStays() throws SQLException {
        String stays = id(supervisor);
        String goes = id(colleague);
        String theirs =
                child(person(Role.CASE_WORKER, ngo, null, actor(colleague).personId()));
        try (var owner = TestDatabase.connectAs(org.akoma.ground.database.Compartment.MIGRATOR);
                var ask = owner.createStatement()) {
            owner.setAutoCommit(false); // never committed
            ask.execute("update access.person_role set valid_until = '2015-11-16 12:00Z' where person_id in ('" + stays
                    + "', '" + goes + "')");
            ask.execute("create function cases.stays() returns trigger language plpgsql as $$ begin raise exception"
                    + " 'stays'; end $$");
            ask.execute("create trigger stays before update on cases.case_file for each row when (old.supervisor_id = '"
                    + stays + "') execute function cases.stays()");
            ask.execute("select followup.release_files_at('2015-11-16 12:01Z')");
            for (String one : new String[] {code, theirs})
                try (var row =
                        ask.executeQuery("select supervisor_id from cases.case_file where code = '" + one + "'")) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getString(1)).isEqualTo(one.equals(code) ? stays : null);
                }
            owner.rollback();
        }
    }
}
