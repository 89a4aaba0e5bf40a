package org.akoma.ground.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.HouseIT;
import org.akoma.LoginSql;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Pass;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The application remembers for a moment who a token belongs to. Nobody comes in by that: what ends a session ends it for the next request, on
 * addresses that read the database and on those that read nothing.
 */
class RememberedSessionsIT extends HouseIT {

    private static final String NEW = "quatre mots sans lien";
    private static final String LIST = "/api/v1/cases";
    /** Asks the database nothing of itself. */
    private static final String ME = "/api/v1/me";

    @Autowired
    private DataSource connections;

    @Autowired
    private JdbcClient jdbc;

    private Organisation ngo;
    private String worker;
    private String id;
    private Caller program;
    private Visit visit;

    /** Signed in and remembered, as a program and in a browser. */
    @BeforeEach
    void inside() {
        ngo = structure(Organisation.Kind.NGO);
        worker = person(Role.CASE_WORKER, ngo);
        id = "'" + actor(worker).personId() + "'";
        comeIn();
    }

    private void comeIn() {
        program = api(worker);
        visit = browser(worker);
        for (String path : List.of(LIST, ME))
            assertThat(program.get(path).status()).isEqualTo(200);
        assertThat(visit.get("/cases").status()).isEqualTo(200);
    }

    /** Both are out, by whatever the first request afterwards is. */
    private void isOut(String first) {
        Answer refused = program.get(first);
        assertThat(refused.status()).as(refused.toString()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("access.not-signed-in");
        Answer page = visit.get(first.equals(ME) ? "/account" : "/cases");
        assertThat(page.status()).isEqualTo(302);
        assertThat(page.location()).contains("/sign-in?expired&back=");
        assertThat(program.get(first.equals(ME) ? LIST : ME).status()).isEqualTo(401);
    }

    @Test
    void whoIsRememberedIsNotAskedForAtTheDoor() {
        TestDatabase.whileInUse(connections, Compartment.DOOR, () -> {
            assertThat(program.get(LIST).status()).isEqualTo(200);
            assertThat(visit.get("/cases").status()).isEqualTo(200);
            assertThat(program.get(ME).status())
                    .as("read nothing, so the door is asked")
                    .isEqualTo(503);
        });
        clock.moveTo(MORNING.plus(RememberedVisitors.LONGEST).plusSeconds(1));
        TestDatabase.whileInUse(
                connections,
                Compartment.DOOR,
                () -> assertThat(program.get(LIST).status()).as("too long ago").isEqualTo(503));
    }

    @Test
    void anEndedSession() {
        for (String first : List.of(LIST, ME)) {
            TestDatabase.ownerDoes("delete from access.session where person_id = " + id);
            isOut(first);
            comeIn();
        }
    }

    @Test
    void anIdleSession() {
        for (String first : List.of(LIST, ME)) {
            TestDatabase.ownerDoes(
                    "update access.session set used_at = used_at - interval '13 hours' where person_id = " + id);
            isOut(first);
            comeIn();
        }
    }

    /** A program has twelve hours, a browser one. */
    @Test
    void aBrowserIsIdleBeforeAProgram() {
        TestDatabase.ownerDoes(
                "update access.session set used_at = used_at - interval '61 minutes' where person_id = " + id);
        assertThat(visit.get("/cases").location()).contains("/sign-in?expired&back=%2Fcases");
        assertThat(program.get(LIST).status()).isEqualTo(200);
    }

    @Test
    void anExpiredSession() {
        TestDatabase.ownerDoes("update access.session set expires_at = '" + MORNING + "' where person_id = " + id);
        isOut(LIST);
    }

    @Test
    void anEndedRoleAndAnEndedContract() {
        String role = "update access.person_role set valid_until = '" + MORNING + "' where person_id = " + id;
        String contract = "update access.person set contract_until = '2015-11-16' where id = " + id;
        TestDatabase.ownerDoes(contract);
        isOut(LIST);
        TestDatabase.ownerDoes("update access.person set contract_until = 'infinity' where id = " + id);
        comeIn();
        TestDatabase.ownerDoes(role);
        isOut(ME);
    }

    /** Nobody changes anything on that day: the calendar does. */
    @Test
    void aRoleThatEndsByTheCalendar() {
        Instant end = MORNING.plusSeconds(20);
        TestDatabase.ownerDoes("update access.person_role set valid_until = '" + end + "' where person_id = " + id);
        comeIn();
        clock.moveTo(end.minusSeconds(5));
        assertThat(program.get(LIST).status()).isEqualTo(200);
        clock.moveTo(end);
        isOut(LIST);
    }

    @Test
    void aRoleThatBeginsLater() {
        Instant begin = MORNING.plusSeconds(20);
        TestDatabase.ownerDoes(
                "insert into access.person_role (id, person_id, compartment, organisation_id, role, reach, valid_from, approved_at) values (gen_random_uuid(), "
                        + id + ", 'akoma_protection', '" + ngo.id() + "', 'CASE_SUPERVISOR', 'ORGANISATION', '" + begin
                        + "', '" + MORNING + "')");
        comeIn();
        assertThat(program.get(ME).body()).doesNotContain("CASE_SUPERVISOR");
        assertThat(program.get("/api/v1/doubles").status()).isEqualTo(403);
        clock.moveTo(begin);
        assertThat(program.get("/api/v1/doubles").status()).isEqualTo(200);
        assertThat(program.get(ME).body()).contains("CASE_SUPERVISOR", "CASE_WORKER");
    }

    @Test
    void aChangedPasswordEndsTheOthersAndNotItsOwn() {
        Caller elsewhere = api(worker);
        assertThat(elsewhere.get(LIST).status()).isEqualTo(200);
        visit.get("/account");
        assertThat(visit.post("/account/password", "before", PASSWORD, "password", NEW, "again", NEW)
                        .location())
                .endsWith("/account?done=own-password");
        assertThat(elsewhere.get(LIST).status()).isEqualTo(401);
        assertThat(program.get(ME).status()).isEqualTo(401);
        assertThat(visit.get("/cases").status()).isEqualTo(200);
    }

    /** Whatever would send somebody back to the first steps ends their sessions, so nobody is remembered past it. */
    @Test
    void whatSendsBackToTheFirstSteps() {
        for (String change : List.of(
                "update access.credential set must_change = true where person_id = " + id,
                "update access.credential set totp_sealed = null where person_id = " + id,
                "update access.person set conduct_accepted_at = null where id = " + id)) {
            TestDatabase.ownerDoes(change);
            isOut(LIST);
            TestDatabase.ownerDoes("update access.person set conduct_accepted_at = '" + MORNING + "' where id = " + id);
            TestDatabase.ownerDoes(
                    "update access.credential set must_change = false, totp_sealed = '\\x00' where person_id = " + id);
            comeIn();
        }
    }

    @Test
    void leavingIsAtOnce() {
        String token = visit.cookies().get("akoma");
        visit.get("/tables");
        visit.cookies().remove("tables");
        visit.cookies().put("akoma", token);
        assertThat(visit.get("/cases").location()).contains("/sign-in?expired");
        assertThat(program.delete("/api/v1/tokens/current").status()).isEqualTo(204);
        assertThat(program.get(LIST).status()).isEqualTo(401);
    }

    /** A program's token in a cookie, and a cookie as a program's token, open nothing though both are remembered. */
    @Test
    void oneKindIsNotTheOther() {
        Visit planted = browser();
        planted.cookies().put("akoma", program.token());
        assertThat(planted.get("/cases").location()).contains("/sign-in?expired");
        assertThat(nobody().withToken(visit.cookies().get("akoma")).get(LIST).status())
                .isEqualTo(401);
    }

    /** Who brings another's session acts as that other, whatever the application believes: the database reads nothing but the session. */
    @Test
    void anotherPersonsTokenIsThatPerson() {
        Actor self = actor(worker);
        Actor colleague = actor(person(Role.CASE_WORKER, ngo));
        Actor claimed = new Actor(
                colleague.personId(),
                colleague.username(),
                colleague.organisationId(),
                colleague.organisation(),
                colleague.roles(),
                colleague.compartment(),
                Pass.ofSession(Sessions.hash(program.token())));
        String who = transactions.as(
                claimed,
                () -> jdbc.sql("select access.actor()").query(String.class).single());
        assertThat(who).isEqualTo(self.personId().toString());
    }

    @Test
    void noLoginReadsOrWritesASession() throws Exception {
        for (Role role :
                List.of(Role.CASE_WORKER, Role.LE_OFFICER, Role.DATA_PROTECTION_OFFICER, Role.SYSTEM_ADMINISTRATOR)) {
            Actor person = actor(person(
                    role,
                    structure(role == Role.LE_OFFICER ? Organisation.Kind.LAW_ENFORCEMENT : Organisation.Kind.NGO)));
            for (String sql : List.of(
                    "select token_hash from access.session",
                    "update access.session set used_at = now()",
                    "update access.session set reach_until = 'infinity'",
                    "select door.visitor('\\x00', 'TOKEN', now())"))
                assertThat(LoginSql.refusal(person, MORNING, sql))
                        .as(role + ": " + sql)
                        .contains("permission denied");
        }
    }

    /** The door is asked while somebody works, so that their session does not seem idle. */
    @Test
    void whoWorksIsNotIdle() throws Exception {
        for (int second = 20; second <= 200; second += 20) {
            clock.moveTo(MORNING.plusSeconds(second));
            assertThat(program.get(LIST).status()).isEqualTo(200);
        }
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var ask = owner.createStatement();
                var row = ask.executeQuery(
                        "select max(used_at) from access.session where kind = 'TOKEN' and person_id = " + id)) {
            row.next();
            assertThat(row.getObject(1, java.time.OffsetDateTime.class).toInstant())
                    .isAfter(MORNING.plusSeconds(200).minus(Duration.ofSeconds(91)));
        }
    }
}
