package org.akoma.ground.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.akoma.Caller;
import org.akoma.HouseIT;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A token that was asked for reading changes nothing in the database either, whatever statement is sent with it. */
public class ReadingSessionsIT extends HouseIT {

    /** Plain statements, and functions that write as the owner. */
    public static final List<String> CHANGES = List.of(
            "update access.person set language = 'en' where id = access.actor()",
            "insert into access.dossier (id, compartment, opened_by, opened_at) values (gen_random_uuid(), 'akoma_protection', access.actor(), now())",
            "update access.file_grant set valid_until = now()",
            "delete from exchange.upload where false");

    @Test
    void aTokenThatReadsChangesNothingByStraightSql() throws SQLException {
        String asking =
                "select count(*) from cases.ask_doubles(array[gen_random_uuid()], array['{1}'], array['{1}'], array[1], true)";
        String supervisor = person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        String reading = token(supervisor, "READ");
        for (String change : Stream.concat(CHANGES.stream(), Stream.of(asking)).toList())
            assertThatThrownBy(() -> inside(reading, change))
                    .as(change)
                    .hasMessageContaining("access.session-reads-only");
        assertThat(inside(reading, "select access.actor()"))
                .isEqualTo(actor(supervisor).personId().toString());
        inside(token(supervisor, "ALL"), CHANGES.get(0)); // the same person by a token for everything
    }

    /** Without the mark the seal does not fit, and without the seal nobody is there. */
    @Test
    void theMarkIsNotTakenAway() throws SQLException {
        String reading = token(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)), "READ");
        assertThat(inside(reading, "set local akoma.reads = ''", "select access.actor()"))
                .isEqualTo("null");
        assertThatThrownBy(() -> inside(reading, "set local akoma.reads = ''", CHANGES.get(0)))
                .hasMessageContaining("access.nobody");
    }

    /** A table that is made tomorrow is guarded at the start after it. */
    @Test
    void everyTableIsGuardedButTheTracesOfReading() throws SQLException {
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement ask = owner.createStatement()) {
            assertThat(one(ask, """
                            select string_agg(c.oid::regclass::text, ' ' order by c.oid::regclass::text) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                             where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'akoma_history')
                               and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'refuse_reading_sessions')""")).isEqualTo(one(ask, """
                            select string_agg(c.oid::regclass::text, ' ' order by c.oid::regclass::text) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                             where c.relkind in ('r', 'p') and (n.nspname in ('journal', 'vault') or c.oid in ('access.session'::regclass, 'access.attempt'::regclass))"""));
        }
    }

    /** Every list and summary answers a token that reads as it answers one for everything: no question writes but to the journal. */
    @Test
    void readingIsWholeWithIt() {
        String supervisor = person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        Caller all = nobody().withToken(token(supervisor, "ALL"));
        Caller reading = nobody().withToken(token(supervisor, "READ"));
        JsonNode paths = all.get("/api/docs/openapi").json().path("paths");
        List<String> asked = paths.propertyNames().stream()
                .filter(path -> !path.contains("{")
                        && paths.path(path).has("get")
                        && !path.contains("/live")
                        && !path.contains("/account")) // one's own keys are for a session that may do everything
                .toList();
        assertThat(asked).hasSizeGreaterThan(25);
        for (String path : asked)
            assertThat(reading.get(path).status())
                    .as(path)
                    .isEqualTo(all.get(path).status());
    }

    @Test
    void whereItsPersonIsSignedInItDoesNotRead() {
        Caller reading = nobody().withToken(token(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)), "READ"));
        var sessions = reading.get("/api/v1/account/sessions");
        assertThat(sessions.status()).isEqualTo(403);
        assertThat(sessions.body()).contains("access.token-reads-only");
        assertThat(reading.get("/api/v1/%61ccount/sessions").status()).isEqualTo(400);
        assertThat(reading.get("/%61pi/v1/account/sessions").status()).isEqualTo(400);
    }

    /** It lies in telephones and proxies for a year. With the login of the care side, and with that of the door, it opens its numbers alone. */
    @Test
    void theAddressOfACalendarLetsNobodyIn() throws SQLException {
        String worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        SortedMap<LocalDate, Integer> counted = new TreeMap<>(Map.of(LocalDate.parse("2015-11-20"), 3));
        String secret = feeds.make(actor(worker), counted);
        String told = "select day || ' ' || tasks from door.feed('\\x"
                + HexFormat.of().formatHex(Sessions.hash(secret)) + "', '" + clock.instant() + "')";
        for (String sql : List.of(
                "select sealed from cases.identity",
                "select id from cases.case_file",
                "select sealed from cases.placement",
                "select id from access.file_grant"))
            assertThatThrownBy(() -> inside(secret, sql)).as(sql).hasMessageContaining("access.session-ended");
        for (String sql : List.of(told, "select * from access.feed_day")) {
            assertThatThrownBy(() -> inside(token(worker, "ALL"), sql))
                    .as(sql)
                    .hasMessageContaining("permission denied");
        }
        try (Connection door = TestDatabase.connectAs("akoma_door");
                Statement ask = door.createStatement()) {
            assertThat(one(ask, told)).isEqualTo("2015-11-20 3");
            assertThatThrownBy(() -> one(ask, "select * from access.feed_day"))
                    .hasMessageContaining("permission denied");
        }
        assertThat(feeds.days(secret)).contains(counted);
        feeds.renew(actor(worker), new TreeMap<>(Map.of(LocalDate.parse("2015-11-21"), 1)));
        assertThat(feeds.days(secret).orElseThrow()).containsOnly(Map.entry(LocalDate.parse("2015-11-21"), 1));
        feeds.end(actor(worker));
        assertThat(feeds.days(secret)).isEmpty();
        assertThat(feeds.has(actor(worker))).isFalse();
    }

    @Autowired
    Feeds feeds;

    private String token(String username, String scope) {
        return nobody().post("/api/v1/tokens", Map.of("username", username, "password", PASSWORD, "scope", scope))
                .json()
                .path("token")
                .asString();
    }

    /** What the login of the care side answers to who entered with this token; for a change, how many rows. */
    private String inside(String token, String... sql) throws SQLException {
        String hash = HexFormat.of().formatHex(Sessions.hash(token));
        try (Connection connection = TestDatabase.connectAs(Compartment.PROTECTION.login());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select access.enter('\\x" + hash + "', '" + clock.instant() + "')");
            for (int i = 0; i < sql.length - 1; i++) statement.execute(sql[i]);
            if (!statement.execute(sql[sql.length - 1])) return String.valueOf(statement.getUpdateCount());
            try (var rows = statement.getResultSet()) {
                rows.next();
                return String.valueOf(rows.getString(1));
            }
        }
    }

    private static String one(Statement statement, String sql) throws SQLException {
        try (var rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }
}
