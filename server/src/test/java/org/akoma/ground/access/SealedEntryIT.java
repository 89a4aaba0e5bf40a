package org.akoma.ground.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.akoma.HouseIT;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.signin.ReadingSessionsIT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who acts is proved by a session and cannot be said by hand: straight SQL with the logins, whatever the application is made to send. */
class SealedEntryIT extends HouseIT {

    private static final String WHO = "select concat_ws('/', access.actor(), access.grantees(), access.everywhere())";

    private Actor worker;
    private Actor colleague;

    @BeforeEach
    void twoWorkers() {
        Organisation ngo = structure(Organisation.Kind.NGO);
        worker = actor(person(Role.CASE_WORKER, ngo));
        colleague = actor(person(Role.CASE_WORKER, ngo));
    }

    @Test
    void settingsWrittenByHandAreNobodys() throws SQLException {
        for (Compartment login :
                new Compartment[] {Compartment.PROTECTION, Compartment.ENFORCEMENT, Compartment.CUSTODY})
            assertThat(as(login, forged(colleague.personId()) + WHO)).isEqualTo("0");
        assertThat(as(Compartment.PROTECTION, forged(colleague.personId()) + "select count(*) from cases.identity"))
                .isEqualTo("0");
        assertThatThrownBy(() -> as(
                        Compartment.PROTECTION,
                        forged(colleague.personId())
                                + "insert into journal.entry (chain, act, section, body) values ('"
                                + colleague.personId() + "', 'x', 256, ''); select 1"))
                .hasMessageContaining("journal.nobody");
    }

    @Test
    void nothingIsChangedOnceInside() throws SQLException {
        String in = TestDatabase.entering(worker.personId(), MORNING) + ";";
        assertThat(as(Compartment.PROTECTION, in + WHO)).startsWith(worker.personId() + "/");
        for (String change : new String[] {
            "akoma.actor = '" + colleague.personId() + "'",
            "akoma.everywhere = '511'",
            "akoma.grantees = '{" + colleague.personId() + "}'",
            "akoma.moment = '2014-01-01T00:00:00Z'",
            "akoma.seal = 'x'"
        })
            assertThat(as(Compartment.PROTECTION, in + "set local " + change + ";" + WHO))
                    .as(change)
                    .isEqualTo("0");
    }

    @Test
    void aSealIsOfItsTransactionAndConnectionAlone() throws SQLException {
        try (Connection first = TestDatabase.connectAs(Compartment.PROTECTION.login());
                Statement inside = first.createStatement();
                Connection second = TestDatabase.connectAs(Compartment.PROTECTION.login());
                Statement other = second.createStatement()) {
            first.setAutoCommit(false);
            second.setAutoCommit(false);
            inside.execute(TestDatabase.entering(worker.personId(), MORNING));
            String taken = one(
                    inside,
                    "select string_agg(format('set local akoma.%s = %L', name, current_setting('akoma.'"
                            + " || name)), ';') from unnest(array['actor', 'grantees', 'holders', 'ceilings', 'writings', 'everywhere', 'moment', 'seal']) name");
            other.execute(taken);
            assertThat(one(other, WHO)).isEqualTo("0");
            first.commit();
            inside.execute(taken);
            assertThat(one(inside, WHO)).isEqualTo("0");
        }
    }

    @Test
    void theSealsSecretAndTheSessionsAreReadByNobody() {
        for (Compartment login : Compartment.values()) {
            if (login == Compartment.ADMINISTRATION) continue;
            for (String table : new String[] {"access.entrance", "access.session", "access.credential"})
                assertThatThrownBy(() -> as(login, "select count(*) from " + table))
                        .as(login + " " + table)
                        .hasMessageContaining("permission denied");
            for (String function :
                    new String[] {"access.seal()", "access.leave()", "access.become(null, '', 0, now())"})
                assertThatThrownBy(() -> as(login, "select " + function))
                        .as(login + " " + function)
                        .hasMessageContaining("permission denied");
        }
        assertThatThrownBy(() -> as(Compartment.ADMINISTRATION, "select seal_key from access.entrance"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void anIdOpensNothingAndASessionOnlyItsOwnSide() throws SQLException {
        assertThatThrownBy(() -> as(
                        Compartment.PROTECTION, "select access.enter('" + worker.personId() + "', '" + MORNING + "')"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> as(Compartment.PROTECTION, "select access.enter('\\x00', '" + MORNING + "')"))
                .hasMessageContaining("access.session-ended");
        String in = TestDatabase.entering(worker.personId(), MORNING);
        for (Compartment other :
                new Compartment[] {Compartment.ENFORCEMENT, Compartment.CUSTODY, Compartment.ADMINISTRATION})
            assertThatThrownBy(() -> as(other, in)).hasMessageContaining("access.session-ended");
        for (Compartment other :
                new Compartment[] {Compartment.DOOR, Compartment.JOBS, Compartment.PUBLICATION, Compartment.STATISTICS})
            assertThatThrownBy(() -> as(other, in)).hasMessageContaining("permission denied");
    }

    @Test
    void onlyTheLoginOfJobsOpensASessionForSomebody() throws SQLException {
        String open = "select access.open_job('" + worker.personId() + "', uuid_send(gen_random_uuid()))";
        for (Compartment login : Compartment.values())
            if (login != Compartment.JOBS)
                assertThatThrownBy(() -> as(login, open)).as(login.name()).hasMessageContaining("permission denied");
        assertThat(as(Compartment.JOBS, open)).isEmpty();
    }

    /** The login of the jobs is for rounds: it opens no session of the police, of a data protection officer or of an administrator. */
    @Test
    void theLoginOfJobsOpensSessionsOfTheCareSideAlone() {
        for (Role role : new Role[] {Role.LE_OFFICER, Role.DATA_PROTECTION_OFFICER, Role.SYSTEM_ADMINISTRATOR}) {
            Organisation.Kind kind =
                    role == Role.LE_OFFICER ? Organisation.Kind.LAW_ENFORCEMENT : Organisation.Kind.NGO;
            UUID person = actor(person(role, structure(kind))).personId();
            assertThatThrownBy(() -> as(
                            Compartment.JOBS, "select access.open_job('" + person + "', uuid_send(gen_random_uuid()))"))
                    .as(role.name())
                    .hasMessageContaining("access.not-for-a-round");
        }
    }

    /** What a round opened reads as its person does, for ten minutes, and changes nothing. */
    @Test
    void aSessionOfARoundReadsForTenMinutes() throws SQLException {
        UUID token = UUID.randomUUID();
        try (Connection jobs = TestDatabase.connectAs(Compartment.JOBS.login());
                Statement open = jobs.createStatement()) {
            open.execute("select access.open_job('" + worker.personId() + "', uuid_send('" + token + "'))");
        }
        String in = "select access.enter(uuid_send('" + token + "'), '" + MORNING + "');";
        assertThat(as(Compartment.PROTECTION, in + "select access.actor()"))
                .isEqualTo(worker.personId().toString());
        for (String change : ReadingSessionsIT.CHANGES.subList(0, 4)) // the last is a supervisor's
        assertThatThrownBy(() -> as(Compartment.PROTECTION, in + change))
                    .as(change)
                    .hasMessageContaining("access.session-reads-only");
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement ask = owner.createStatement()) {
            assertThat(one(
                            ask,
                            "select expires_at - opened_at from access.session where token_hash = uuid_send('" + token
                                    + "')"))
                    .isEqualTo("00:10:00");
        }
    }

    @Test
    void aHouseInServiceIsEnteredNowAndAtNoOtherMoment() throws SQLException {
        String served = "update access.entrance set any_moment = false;";
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement ask = owner.createStatement()) {
            owner.setAutoCommit(false); // never committed: the other tests live in 2015
            assertThat(one(ask, "select access.is_now('2015-11-16')")).isEqualTo("t");
            ask.execute(served);
            assertThat(one(ask, "select access.is_now(now()) and access.is_now(now() - interval '110 seconds')"))
                    .isEqualTo("t");
            for (String moment :
                    new String[] {"2015-11-16", Instant.now().plusSeconds(200).toString()})
                assertThat(one(ask, "select access.is_now('" + moment + "')")).isEqualTo("f");
            assertThatThrownBy(() -> ask.execute("select journal.note_at_the_door('" + worker.personId()
                            + "', 'access.signed-in', '', '2015-11-16')"))
                    .hasMessageContaining("journal.not-at-the-door");
        }
    }

    /** Nor does the login of the house's clock end, pass on, call or take up what is not due yet. */
    @Test
    void theClockOfAHouseInServiceIsNow() throws SQLException {
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement ask = owner.createStatement()) {
            owner.setAutoCommit(false); // never committed, as above
            for (String moment : new String[] {"infinity", "2015-11-16"})
                for (String act : new String[] {
                    "followup.release_files_at('%s')",
                    "followup.pass_on_alerts('%s')",
                    "followup.pass_on_moves('%s')",
                    "referrals.call('%s')",
                    "notices.take_up(10, '%s')"
                }) {
                    ask.execute("update access.entrance set any_moment = false");
                    assertThatThrownBy(() -> ask.execute("select * from " + act.formatted(moment)))
                            .as(act)
                            .hasMessageContaining("access.not-now");
                    owner.rollback();
                }
            ask.execute("update access.entrance set any_moment = false");
            ask.execute("select * from followup.pass_on_alerts(now())");
            owner.rollback();
        }
    }

    /** With the password of the jobs nobody reads as anybody when no round is under way, nor again and again while one is. */
    @Test
    void aRoundOpensSessionsWhileItRunsAndThriceAtMost() throws SQLException {
        String comes = "select access.round_comes_to('" + worker.personId() + "')";
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement ask = owner.createStatement()) {
            owner.setAutoCommit(false); // never committed, as above
            ask.execute("update access.entrance set any_moment = false; delete from tasks.round");
            assertThat(one(ask, comes)).as("no round").isEqualTo("f");
            ask.execute(
                    "insert into tasks.round (day, claimed_until, ended_at) values (current_date, now() + interval '5 minutes', now())");
            assertThat(one(ask, comes)).as("it ended").isEqualTo("f");
            ask.execute("update tasks.round set ended_at = null, claimed_until = now() - interval '1 hour'");
            assertThat(one(ask, comes)).as("nobody goes round").isEqualTo("f");
            ask.execute("update tasks.round set claimed_until = now() + interval '5 minutes'");
            for (int i = 0; i < 3; i++) assertThat(one(ask, comes)).isEqualTo("t");
            assertThat(one(ask, comes)).as("a fourth time").isEqualTo("f");
        }
        assertThatThrownBy(() -> as(Compartment.JOBS, comes)).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> as(Compartment.PROTECTION, "insert into tasks.round (day) values ('2015-11-16')"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void whatASessionKeepsOfItsPersonsRolesEndsWithThem() throws SQLException {
        Instant end = MORNING.plus(Duration.ofHours(2));
        TestDatabase.ownerDoes("update access.person_role set valid_until = '" + end + "' where person_id = '"
                + worker.personId() + "'");
        String token = "'\\x" + "ab".repeat(32) + "'";
        TestDatabase.ownerDoes(
                "insert into access.session (token_hash, person_id, kind, opened_at, used_at, expires_at) values ("
                        + token + ", '" + worker.personId() + "', 'TOKEN', '" + MORNING + "', '" + MORNING + "', '"
                        + MORNING.plus(Duration.ofHours(12)) + "')");
        String enter = "select access.enter(" + token + ", '%s');";
        assertThat(as(Compartment.PROTECTION, enter.formatted(end.minusSeconds(1)) + WHO))
                .startsWith(worker.personId() + "/");
        assertThatThrownBy(() -> as(Compartment.PROTECTION, enter.formatted(end) + WHO))
                .hasMessageContaining("access.no-role");
        TestDatabase.ownerDoes(
                "update access.person_role set valid_until = 'infinity' where person_id = '" + worker.personId() + "'");
        assertThatThrownBy(() -> as(Compartment.PROTECTION, enter.formatted(end) + WHO))
                .hasMessageContaining("access.session-ended");
    }

    @Test
    void aRequestNeverEntersWithASessionOfAJob() {
        assertThatThrownBy(() -> ActorTransactions.onRequest(Arrival.JUDGED, () -> transactions.as(worker, () -> true)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("session it came with");
        assertThat(transactions.<Boolean>as(worker, () -> true)).isTrue();
    }

    @Test
    void whoHoldsNoSessionDoesNotEnter() {
        assertThatThrownBy(() -> transactions.as(worker.with(Pass.NONE), () -> true))
                .isInstanceOf(SessionEnded.class);
        assertThat(worker.toString()).contains("Pass[command]");
    }

    private static String forged(UUID person) {
        return "set local akoma.actor = '" + person + "'; set local akoma.grantees = '{" + person
                + "}'; set local akoma.everywhere = '511'; set local akoma.moment = '2015-11-16T08:00:00Z'; set local akoma.seal = '"
                + "0".repeat(64) + "';";
    }

    private static String as(Compartment login, String sql) throws SQLException {
        try (Connection connection = TestDatabase.connectAs(login.login());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            String[] parts = sql.split(";\\s*");
            for (int i = 0; i < parts.length - 1; i++) statement.execute(parts[i]);
            return one(statement, parts[parts.length - 1]);
        }
    }

    private static String one(Statement statement, String sql) throws SQLException {
        try (var rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }
}
