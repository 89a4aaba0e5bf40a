package org.akoma.protection.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;

/** What a person's own database login shows when nothing of the application stands between: every table about a child's file, of every room. */
public final class StraightSql {

    /** PostgreSQL said no, whatever the rows. */
    public static final long REFUSED = -1;

    private StraightSql() {}

    /** Tables that show this person rows about the file, with how many. Logins of other sides must be refused the care tables as such. */
    public static Map<String, Long> rows(Actor person, Instant moment, UUID file) throws SQLException {
        Map<String, Long> found = new LinkedHashMap<>();
        try (Connection login = entered(person, moment)) {
            for (String table : tables()) {
                String column = table.equals("cases.case_file") ? "id" : "file_id";
                long rows = count(login, table, column + " = '" + file + "'");
                if (rows > 0) found.put(table, rows);
                if (person.compartment() != Compartment.PROTECTION && table.startsWith("cases."))
                    assertThat(rows).as(person.compartment() + " on " + table).isEqualTo(REFUSED);
            }
        }
        return found;
    }

    private static List<String> tables() throws SQLException {
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement ask = owner.createStatement();
                ResultSet rows = ask.executeQuery("""
                        select c.table_schema || '.' || c.table_name from information_schema.columns c
                          join information_schema.tables t using (table_schema, table_name)
                         where c.column_name = 'file_id' and t.table_type in ('BASE TABLE', 'VIEW')
                         union select 'cases.case_file' order by 1""")) {
            List<String> tables = new ArrayList<>();
            while (rows.next()) tables.add(rows.getString(1));
            assertThat(tables).hasSizeGreaterThan(15);
            return tables;
        }
    }

    /**
     * Runs statements in one transaction that is undone.
     *
     * @return the first value of the last one, or what PostgreSQL said against it
     */
    public static String answer(Actor person, Instant moment, String... statements) throws SQLException {
        try (Connection login = entered(person, moment);
                Statement ask = login.createStatement()) {
            String last = "";
            for (String statement : statements) {
                if (!ask.execute(statement)) {
                    last = ask.getUpdateCount() + " rows";
                    continue;
                }
                try (ResultSet row = ask.getResultSet()) {
                    last = row.next() ? String.valueOf(row.getString(1)) : "nothing";
                }
            }
            return last;
        } catch (SQLException refused) {
            return refused.getMessage();
        }
    }

    public static long count(Actor person, Instant moment, String table, String where) throws SQLException {
        try (Connection login = entered(person, moment)) {
            return count(login, table, where);
        }
    }

    private static Connection entered(Actor person, Instant moment) throws SQLException {
        Connection login = TestDatabase.connectAs(person.compartment().login());
        login.setAutoCommit(false);
        try (Statement enter = login.createStatement()) {
            enter.execute(TestDatabase.entering(person.personId(), moment));
        }
        return login;
    }

    /** A refusal leaves the transaction as it was before. */
    private static long count(Connection login, String table, String where) throws SQLException {
        Savepoint before = login.setSavepoint();
        try (Statement ask = login.createStatement();
                ResultSet row = ask.executeQuery("select count(*) from " + table + " where " + where)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException refused) {
            login.rollback(before);
            assertThat(refused.getMessage()).contains("permission denied");
            return REFUSED;
        }
    }
}
