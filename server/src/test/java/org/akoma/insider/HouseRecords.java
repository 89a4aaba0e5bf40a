package org.akoma.insider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

/** The records of a running house, read past every policy as the owner of its tables: what the walk judges by, never what it acts by. */
public final class HouseRecords implements AutoCloseable {

    private static final String OWNER = "akoma_migrator";

    private final Connection connection;

    /** @param data the data folder of a house with an embedded database, its keys beside the data */
    public HouseRecords(Path data) {
        Properties logins = new Properties();
        try (var in = Files.newBufferedReader(data.resolve("keys").resolve("logins.properties"))) {
            logins.load(in);
            String port = Files.readAllLines(data.resolve("pg").resolve("postmaster.pid"))
                    .get(3)
                    .strip();
            connection = DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + port + "/akoma", OWNER, logins.getProperty(OWNER));
            try (var all = connection.createStatement()) {
                all.execute("set row_security = off");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    public <T> List<T> ask(String sql, Row<T> row, Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) found.add(row.of(rows));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    void run(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    boolean has(String schema, String table, String column) {
        return !ask(
                        "select 1 from information_schema.columns where table_schema = ? and table_name = ? and column_name = ?",
                        row -> true,
                        schema,
                        table,
                        column)
                .isEmpty();
    }

    UUID personOf(String username) {
        return ask("select id from access.person where code = ?", row -> row.getObject(1, UUID.class), username)
                .getFirst();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
