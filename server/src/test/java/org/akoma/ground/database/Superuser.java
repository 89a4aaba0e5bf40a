package org.akoma.ground.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Who holds the whole server of a data folder: reads every row of every table, as somebody with a stolen disk and its passwords would. */
public final class Superuser implements AutoCloseable {

    private final Connection connection;

    public Superuser(DataFolder data) throws SQLException {
        int port = EmbeddedPostgres.portOf(data).orElseThrow();
        connection = DriverManager.getConnection(
                EmbeddedPostgres.url(port, "akoma"),
                EmbeddedPostgres.ADMIN,
                Logins.in(data).adminPassword());
    }

    public void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Every table outside the server's own catalogues, as schema.table. */
    public List<String> tables() throws SQLException {
        return column("""
                select format('%I.%I', schemaname, tablename) from pg_tables
                 where schemaname not in ('pg_catalog', 'information_schema') order by 1""");
    }

    /** Every row of a table as text; compressed and sealed columns as they read. */
    public List<String> rows(String table) throws SQLException {
        return column("select t::text from " + table + " t");
    }

    List<String> column(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) values.add(rows.getString(1));
        }
        return values;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
