package org.akoma.ground.database;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Every row of every table of a house, as PostgreSQL's COPY writes it: one entry of an archive for each table, and one for the numbers at which the
 * sequences are. No program of PostgreSQL is needed, and another version or another processor reads it.
 */
final class BackupRows {

    private static final String SEQUENCES = "sequences";

    private BackupRows() {}

    /** A table with the columns that hold something of their own: what is computed from others is computed again. */
    private record Table(String name, String columns) {}

    private static List<Table> tables(Connection connection) throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT format('%I.%I', n.nspname, c.relname), string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname)
                          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                         WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname !~ '^pg_temp'
                         GROUP BY 1 ORDER BY 1""")) {
            while (rows.next()) tables.add(new Table(rows.getString(1), rows.getString(2)));
        }
        return tables;
    }

    private static List<String> column(Connection connection, String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) found.add(rows.getString(1));
        }
        return found;
    }

    /** @param snapshot a connection whose transaction sees one moment */
    static int write(Connection snapshot, Path file) throws SQLException, IOException {
        CopyManager copy = snapshot.unwrap(PGConnection.class).getCopyAPI();
        List<Table> tables = tables(snapshot);
        try (OutputStream out = Files.newOutputStream(BackupFiles.closed(file));
                ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (Table table : tables) {
                zip.putNextEntry(new ZipEntry(table.name()));
                copy.copyOut(
                        "COPY " + table.name() + " (" + table.columns() + ") TO STDOUT (FORMAT binary)",
                        new Entry(zip));
                zip.closeEntry();
            }
            zip.putNextEntry(new ZipEntry(SEQUENCES));
            zip.write(String.join("\n", positions(snapshot)).getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return tables.size();
    }

    /** {@code name next}; a sequence that gave no number yet has no line. */
    private static List<String> positions(Connection connection) throws SQLException {
        return column(connection, """
                SELECT format('%I.%I', schemaname, sequencename) || ' ' || last_value FROM pg_sequences WHERE last_value IS NOT NULL ORDER BY 1""");
    }

    /**
     * Puts the rows of the archive in the stead of all that the tables hold, in the transaction of the connection, which a superuser opened: no trigger
     * and no rule speaks, for the rows obeyed them when they were written.
     */
    static void read(Connection superuser, Path file) throws SQLException, IOException {
        CopyManager copy = superuser.unwrap(PGConnection.class).getCopyAPI();
        List<Table> tables = tables(superuser);
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            refuseOtherTables(tables, zip);
            Logins.execute(
                    superuser,
                    List.of(
                            "SET LOCAL session_replication_role = replica",
                            "TRUNCATE "
                                    + String.join(
                                            ", ",
                                            tables.stream().map(Table::name).toList())));
            for (Table table : tables) {
                try (InputStream in = zip.getInputStream(zip.getEntry(table.name()))) {
                    copy.copyIn("COPY " + table.name() + " (" + table.columns() + ") FROM STDIN (FORMAT binary)", in);
                }
            }
            try (InputStream in = zip.getInputStream(zip.getEntry(SEQUENCES))) {
                for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList())
                    Logins.execute(
                            superuser,
                            List.of("SELECT setval('" + line.substring(0, line.lastIndexOf(' ')) + "', "
                                    + Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)) + ")"));
            }
        }
    }

    private static void refuseOtherTables(List<Table> tables, ZipFile zip) {
        Set<String> here = new TreeSet<>(tables.stream().map(Table::name).toList());
        Set<String> there = new TreeSet<>(zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> !name.equals(SEQUENCES))
                .toList());
        if (!here.equals(there)) throw new StartRefused("refused.restore.other-tables");
    }

    /** COPY closes what it writes to; the archive goes on. */
    private static final class Entry extends FilterOutputStream {
        Entry(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() {}
    }
}
