package org.akoma.ground.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What straight SQL may do with each login, whatever the application is made to send. Nothing here is ever committed. */
class GroundFloorIT {

    private final UUID worker = Ids.next();
    private final UUID colleague = Ids.next();
    private final UUID organisation = Ids.next();
    private final UUID file = Ids.next();
    private Connection owner;

    @BeforeEach
    void aHouseWithTwoWorkers() throws SQLException {
        owner = TestDatabase.connectAs(Compartment.MIGRATOR);
        String suffix = worker.toString().substring(24);
        run(
                owner,
                "insert into access.organisation (id, code, label, kind, country, desk_id) values ('" + organisation
                        + "', 'O-" + suffix + "', 'x', 'NGO', 'CI', '" + Ids.next() + "')");
        for (UUID person : List.of(worker, colleague)) {
            run(
                    owner,
                    "insert into access.person (id, code, organisation_id, compartment) values ('" + person + "', 'p"
                            + person.toString().substring(24) + "', '" + organisation + "', 'akoma_protection')");
            run(
                    owner,
                    "insert into access.person_role (id, person_id, compartment, organisation_id, role, reach, valid_from, approved_at) values ('"
                            + Ids.next() + "', '" + person + "', 'akoma_protection', '" + organisation
                            + "', 'CASE_WORKER', 'OWN', '2015-01-01', '2015-01-01')");
        }
    }

    @AfterEach
    void leaveNothing() throws SQLException {
        run(owner, "delete from access.file_grant where given_by in ('" + worker + "', '" + colleague + "')");
        run(owner, "delete from access.dossier where opened_by in ('" + worker + "', '" + colleague + "')");
        run(
                owner,
                "delete from access.session where person_id in (select id from access.person where organisation_id = '"
                        + organisation + "')");
        run(owner, "delete from access.person_role where organisation_id = '" + organisation + "'");
        run(owner, "delete from access.person where organisation_id = '" + organisation + "'");
        run(owner, "delete from access.organisation where id = '" + organisation + "'");
        owner.close();
    }

    @Test
    void nobodyEntersThroughAnotherCompartmentsLogin() {
        for (Compartment other : List.of(Compartment.ENFORCEMENT, Compartment.CUSTODY, Compartment.ADMINISTRATION)) {
            assertThatThrownBy(() -> as(other, worker, "select 1")).hasMessageContaining("access.session-ended");
        }
    }

    @Test
    void onePersonNeverHoldsAPoliceAndACareRole() {
        assertThatThrownBy(() -> run(
                        owner,
                        "insert into access.person_role (id, person_id, compartment, organisation_id, role, reach, valid_from) values ('"
                                + Ids.next() + "', '" + worker + "', 'akoma_enforcement', '" + organisation
                                + "', 'LE_OFFICER', 'OWN', '2015-01-01')"))
                .hasMessageContaining("person_role_person");
        assertThatThrownBy(() -> run(
                        owner,
                        "insert into access.person_role (id, person_id, compartment, organisation_id, role, reach, valid_from) values ('"
                                + Ids.next() + "', '" + worker + "', 'akoma_protection', '" + organisation
                                + "', 'LE_OFFICER', 'OWN', '2015-01-01')"))
                .hasMessageContaining("person_role_compartment");
    }

    @Test
    void aGrantIsGivenByWhoHoldsTheFileAndOnlyShortened() throws SQLException {
        String open = "insert into access.dossier values ('" + file + "', 'akoma_protection', '" + worker + "', now());"
                + grant(worker, 511, worker);
        assertThat(as(
                        Compartment.PROTECTION,
                        worker,
                        open + "select count(*) from access.file_grant where file_id = '" + file + "'"))
                .isEqualTo("1");
        assertThatThrownBy(() -> as(
                        Compartment.PROTECTION,
                        worker,
                        open + TestDatabase.entering(colleague, "2015-07-01") + ";" + grant(colleague, 1, colleague)
                                + "select 1"))
                .hasMessageContaining("row-level security");
        assertThatThrownBy(() -> as(
                        Compartment.PROTECTION,
                        worker,
                        open + "update access.file_grant set valid_until = '2015-08-01' where file_id = '" + file
                                + "'; update access.file_grant set valid_until = 'infinity' where file_id = '" + file
                                + "'; select 1"))
                .hasMessageContaining("access.grant-only-shortens");
        assertThatThrownBy(() -> as(
                        Compartment.PROTECTION,
                        worker,
                        "insert into access.file_grant (id, grantee_kind, grantee, sections, may_write,"
                                + " valid_from, reason, given_by) values ('" + Ids.next() + "', 'PERSON', '" + worker
                                + "', 511, true, '2015-01-01', 'SHARED', '" + worker + "'); select 1"))
                .hasMessageContaining("row-level security");
    }

    /** The function that opens many files at once gives no more than the policies do row by row. */
    @Test
    void onlyNewFilesOfOnesOwnSideAreOpenedTogether() throws SQLException {
        String theirs = Ids.next().toString();
        run(
                owner,
                "insert into access.dossier values ('" + theirs + "', 'akoma_protection', '" + colleague + "', now())");
        String seen =
                "select count(*) || ' ' || min(d.compartment) || ' ' || bool_and(g.given_by = d.opened_by and d.opened_by = '"
                        + worker
                        + "') from access.dossier d join access.file_grant g on g.file_id = d.id where d.id = '" + file
                        + "'";
        assertThat(as(Compartment.PROTECTION, worker, open("'" + file + "'", "'" + file + "'", "ASSIGNMENT") + seen))
                .isEqualTo("1 akoma_protection true");
        assertThatThrownBy(() -> as(
                        Compartment.PROTECTION,
                        worker,
                        open("'" + theirs + "'", "'" + theirs + "'", "ASSIGNMENT") + "select 1"))
                .hasMessageContaining("dossier_pk");
        for (String granted : List.of("null", "'" + theirs + "'"))
            assertThatThrownBy(() -> as(
                            Compartment.PROTECTION, worker, open("'" + file + "'", granted, "ASSIGNMENT") + "select 1"))
                    .hasMessageContaining("access.not-a-first-grant");
        for (String reason : List.of("BREAK_GLASS", "OVERSIGHT"))
            assertThatThrownBy(() -> as(
                            Compartment.PROTECTION,
                            worker,
                            open("'" + file + "'", "'" + file + "'", reason) + "select 1"))
                    .hasMessageContaining("access.not-a-first-grant");
        for (Compartment other : List.of(Compartment.CUSTODY, Compartment.ADMINISTRATION))
            assertThatThrownBy(() -> outside(other, open("'" + file + "'", "'" + file + "'", "ASSIGNMENT")))
                    .hasMessageContaining("permission denied");
        assertThatThrownBy(
                        () -> outside(Compartment.PROTECTION, open("'" + file + "'", "'" + file + "'", "ASSIGNMENT")))
                .hasMessageContaining("access.nobody");
    }

    private String open(String dossier, String granted, String reason) {
        return "select access.open(array[" + dossier + "]::uuid[], array['" + Ids.next() + "']::uuid[], array["
                + granted
                + "]::uuid[], array['PERSON'], array['" + worker
                + "']::uuid[], array[511], array[true], array['2015-01-01'::timestamptz],"
                + " array[null::timestamptz], array['" + reason + "']);";
    }

    /** With the login alone, nobody having entered. */
    private static void outside(Compartment login, String sql) throws SQLException {
        try (Connection connection = TestDatabase.connectAs(login.login());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void manyEntriesAtOnceMakeTheChainsThatOneByOneMakes() throws SQLException {
        String bodies = "array['\\x01', '\\x02', '\\x03']::bytea[]";
        String many = "select journal.append(array['" + worker + "', '" + file + "', '" + worker
                + "']::uuid[], array['a', 'b', 'c'], array[1, 2, 4], " + bodies + ");";
        String single =
                "insert into journal.entry (chain, act, section, body) values ('" + worker + "', 'z', 1, '\\x09');";
        String sound =
                "select count(*) || ' ' || bool_and(hash = sha256(prev || uuid_send(chain) || int4send(seq) || timestamptz_send(at)"
                        + " || uuid_send(actor) || int4send(section) || sha256(textsend(act)) || sha256(body))) || ' '"
                        + " || bool_and(prev = coalesce(before, decode(repeat('00', 32), 'hex'))) || ' ' || bool_and(actor = '"
                        + worker
                        + "') || ' ' || string_agg(act, '' order by seq) from (select e.*, lag(hash) over (order by seq) as before"
                        + " from journal.entry e where chain = '" + worker + "') e";
        String opened = open("'" + file + "'", "'" + file + "'", "ASSIGNMENT");
        assertThat(as(Compartment.PROTECTION, worker, opened + single + many + single + many + sound))
                .isEqualTo("6 true true true zaczac");
        assertThatThrownBy(() -> outside(Compartment.PROTECTION, many)).hasMessageContaining("journal.nobody");
    }

    @Test
    void theJournalCannotBeForgedOrRewritten() throws SQLException {
        String insert =
                "insert into journal.entry (chain, seq, at, actor, act, section, body, prev, hash, tx) values ('"
                        + worker + "', 99, '1999-01-01', '" + colleague + "', 'x', 256, '', '', '', '1');";
        assertThat(as(
                        Compartment.PROTECTION,
                        worker,
                        insert + "select seq || ' ' || (actor = '" + worker + "') || ' ' || extract(year from at)"
                                + " from journal.entry where chain = '" + worker + "'"))
                .isEqualTo("1 true 2015");
        for (String act :
                List.of("update journal.entry set act = 'x'", "delete from journal.entry", "truncate journal.entry"))
            assertThatThrownBy(() -> as(Compartment.PROTECTION, worker, act + "; select 1"))
                    .hasMessageContaining("permission denied");
    }

    @Test
    void settingsCannotBeMadeByHand() {
        assertThatThrownBy(() -> as(Compartment.PROTECTION, worker, "select set_config('akoma.grantees', '{}', true)"))
                .hasMessageContaining("permission denied for function set_config");
    }

    private String grant(UUID grantee, int sections, UUID by) {
        return "insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by) values ('"
                + Ids.next() + "', '" + file + "', 'PERSON', '" + grantee + "', " + sections
                + ", true, '2015-01-01', 'SHARED', '" + by + "');";
    }

    /** Enters, runs, answers the first value of the last statement, and rolls back. */
    private static String as(Compartment login, UUID person, String sql) throws SQLException {
        try (Connection connection = TestDatabase.connectAs(login.login());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(TestDatabase.entering(person, "2015-07-01"));
            String[] parts = sql.split(";\\s*");
            for (int i = 0; i < parts.length - 1; i++) statement.execute(parts[i]);
            try (var rows = statement.executeQuery(parts[parts.length - 1])) {
                rows.next();
                return rows.getString(1);
            } finally {
                connection.rollback();
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
