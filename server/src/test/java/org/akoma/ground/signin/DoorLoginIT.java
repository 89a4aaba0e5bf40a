package org.akoma.ground.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the login of the door can do by straight SQL: nobody becomes somebody without their password. */
class DoorLoginIT extends HouseIT {

    private static final Origin HERE = new Origin("192.0.2.0/24", "", null);

    @Autowired
    private SignInStore store;

    @Autowired
    private Passwords passwords;

    @Test
    void itHasNoRightOnAnyTableAndOnlyFunctionsOfTheDoor() throws SQLException {
        for (String login : new String[] {"akoma_door", "akoma_jobs"})
            assertThat(asked(Compartment.MIGRATOR, """
                            select coalesce(string_agg(c.oid::regclass::text, ' '), '') from pg_class c join pg_namespace n on n.oid = c.relnamespace
                             where c.relkind in ('r', 'p', 'v', 'm', 'S') and n.nspname not in ('pg_catalog', 'information_schema')
                               and (c.relkind <> 'S' and (has_table_privilege('#', c.oid, 'select, insert, update, delete')
                                                          or has_any_column_privilege('#', c.oid, 'select, insert, update'))
                                    or c.relkind = 'S' and has_sequence_privilege('#', c.oid, 'usage, select, update'))""".replace("#", login)))
                    .as(login)
                    .isEmpty();
        assertThat(asked(Compartment.MIGRATOR, """
                        select coalesce(string_agg(p.oid::regprocedure::text, ' '), '') from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                         where has_function_privilege('akoma_door', p.oid, 'execute') and has_schema_privilege('akoma_door', n.oid, 'usage')
                           and n.nspname not in ('pg_catalog', 'information_schema', 'door')""")).isEmpty();
        assertThat(asked(Compartment.MIGRATOR, """
                        select coalesce(string_agg(p.proname, ' '), '') from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                         where has_function_privilege('akoma_jobs', p.oid, 'execute') and has_schema_privilege('akoma_jobs', n.oid, 'usage')
                           and n.nspname not in ('pg_catalog', 'information_schema') and p.prosecdef""")).isEqualTo("open_job");
    }

    /** The finding's own statement: with the administration's password alone one was the data protection officer. */
    @Test
    void theLoginOfAdministratorsTouchesNoSessionAndNoCredential() {
        for (String sql : List.of(
                "insert into access.session (token_hash, person_id, kind, opened_at, used_at, expires_at) select '\\x00', id, 'TOKEN', now(), now(), now() + interval '1 hour' from access.person limit 1",
                "select count(*) from access.session",
                "delete from access.session",
                "update access.credential set password_hash = 'x'",
                "select totp_sealed from access.credential",
                "select journal.note_at_the_door(gen_random_uuid(), 'access.signed-in', '', now())",
                "select access.open_job(gen_random_uuid(), '\\x00')"))
            assertThatThrownBy(() -> asked(Compartment.ADMINISTRATION, sql))
                    .as(sql)
                    .hasMessageContaining("permission denied");
    }

    @Test
    void anAdministratorGivesAPasswordOnlyInsideAndNeverToOneself() throws SQLException {
        Actor admin = actor(person(Role.SYSTEM_ADMINISTRATOR, structure(Organisation.Kind.OTHER)));
        Actor worker = actor(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        String give = "select access.give_password('%s', 'x')";
        assertThat(asked(Compartment.ADMINISTRATION, give.formatted(worker.personId())))
                .isEqualTo("f");
        String in = TestDatabase.entering(admin.personId(), MORNING);
        assertThat(asked(Compartment.ADMINISTRATION, in, give.formatted(admin.personId())))
                .isEqualTo("f");
        assertThat(asked(Compartment.ADMINISTRATION, in, give.formatted(worker.personId())))
                .as("their role was agreed to")
                .isEqualTo("f");
    }

    @Test
    void aSaltIsToldOfEveryNameAndAHashOfNone() {
        String worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        String known = knock(worker);
        String unknown = knock(fresh("no"));
        assertThat(unknown).hasSameSizeAs(known).matches("\\$argon2id\\$v=19\\$m=64,t=1,p=1\\$[A-Za-z0-9+/]{22}");
        assertThat(known).matches("\\$argon2id\\$v=19\\$m=64,t=1,p=1\\$[A-Za-z0-9+/]{22}");
        String name = fresh("no");
        assertThat(knock(name)).as("always the same").isEqualTo(knock(name));
    }

    /** The work of an entry without the entry: neither the answer nor its time tells who has an account. */
    @Test
    void aRefusalOfANameThatNobodyBearsIsWrittenAndUndone() throws SQLException {
        String worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        String entries = "select count(*) from journal.entry";
        String before = asked(Compartment.MIGRATOR, entries);
        Answer unknown = nobody().post("/api/v1/tokens", Map.of("username", fresh("no"), "password", "not it at all"));
        assertThat(asked(Compartment.MIGRATOR, entries)).isEqualTo(before);
        Answer known = nobody().post("/api/v1/tokens", Map.of("username", worker, "password", "not it at all"));
        assertThat(asked(Compartment.MIGRATOR, entries)).isNotEqualTo(before);
        assertThat(unknown.status()).isEqualTo(known.status()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(known.body());
        assertThat(asked(
                        "akoma_door",
                        "select door.note_nobody('access.sign-in-refused', '', '" + MORNING + "') is null",
                        entries.replace(
                                "journal.entry",
                                "pg_catalog.pg_locks where locktype = 'advisory' and pid = pg_backend_pid()")))
                .as("no chain stays locked")
                .isEqualTo("0");
    }

    @Test
    void onlyTheRightHashOpensASession() {
        String worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        String right = passwords.under(knock(worker), PASSWORD);
        String wrong = passwords.under(knock(worker), "not it at all");
        assertThat(transactions
                        .atTheDoor(() -> store.judge(worker, wrong, HERE, clock.instant()))
                        .outcome())
                .isEqualTo("WRONG");
        assertThatThrownBy(() -> transactions.atTheDoor(() -> open(worker, wrong, Session.Kind.TOKEN)))
                .hasStackTraceContaining("access.not-let-in");
        assertThatThrownBy(() -> transactions.atTheDoor(() -> open(worker, right, Session.Kind.FEED)))
                .hasStackTraceContaining("access.not-let-in");
        assertThat(transactions
                        .atTheDoor(() -> open(worker, right, Session.Kind.TOKEN))
                        .open())
                .isTrue();
    }

    /** Neither does it show who has recovery codes: every name has a salt for them too. */
    @Test
    void aSaltForRecoveryCodesIsToldOfEveryName() {
        String worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        for (String name : List.of(worker, fresh("no"))) {
            String salt = transactions
                    .atTheDoor(() -> store.knock(name, HERE, passwords.usual(), clock.instant()))
                    .recoverySalt();
            assertThat(salt).matches("\\$argon2id\\$v=19\\$m=64,t=1,p=1\\$[A-Za-z0-9+/]{22}");
            assertThat(salt).isNotEqualTo(knock(name));
        }
    }

    private SignInStore.Opened open(String name, String hash, Session.Kind kind) {
        return store.open(
                name,
                hash,
                HERE,
                null,
                null,
                false,
                Sessions.hash(fresh("token")),
                kind,
                Session.Scope.ALL,
                clock.instant());
    }

    private String knock(String name) {
        return transactions
                .atTheDoor(() -> store.knock(name, HERE, passwords.usual(), clock.instant()))
                .salt();
    }

    private static String asked(Compartment login, String... sql) throws SQLException {
        return asked(login.login(), sql);
    }

    private static String asked(String login, String... sql) throws SQLException {
        try (Connection connection = TestDatabase.connectAs(login);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < sql.length - 1; i++) statement.execute(sql[i]);
            if (!statement.execute(sql[sql.length - 1])) return "changed " + statement.getUpdateCount();
            try (var rows = statement.getResultSet()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
