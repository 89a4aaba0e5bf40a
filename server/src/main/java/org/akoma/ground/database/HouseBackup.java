package org.akoma.ground.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** {@code ./akoma backup DIR}: one moment of a house in a folder, beside a serving application too. Its keys are never in it. */
public final class HouseBackup {

    /**
     * What was written.
     *
     * @param bytes of all files together
     */
    public record Written(int tables, long bytes, Path keys) {}

    private final DataFolder data;
    private final Path to;
    private final Properties said = new Properties();

    private HouseBackup(DataFolder data, Path to) {
        this.data = data;
        this.to = to.toAbsolutePath().normalize();
    }

    /**
     * @param program the version of this program, for people
     * @param check whether all of it is read again afterwards
     * @throws StartRefused when it cannot be written, or does not read as it was written
     */
    public static Written write(DataFolder data, Path to, String program, boolean check) {
        return write(data, to, program, check, ExternalPostgres.fromEnvironment(), PostgresSettings.lasting());
    }

    static Written write(
            DataFolder data,
            Path to,
            String program,
            boolean check,
            Optional<ExternalPostgres> own,
            PostgresSettings settings) {
        HouseBackup backup = new HouseBackup(data, to);
        backup.refusePlace();
        try (OpenedHouse house = OpenedHouse.of(data, own, settings)) {
            if (!house.has(Compartment.MIGRATOR))
                throw new StartRefused("refused.backup.one-side", Compartment.MIGRATOR);
            return backup.write(house, program, check);
        } catch (SQLException | IOException e) {
            throw new StartRefused("refused.backup.not-whole", e.getMessage(), backup.to);
        }
    }

    private void refusePlace() {
        for (Path inside : List.of(data.root(), data.keysFolder()))
            if (to.startsWith(inside)) throw new StartRefused("refused.backup.inside", inside);
        if (data.note().house().isEmpty()) throw new StartRefused("refused.no-house", data.root());
    }

    private Written write(OpenedHouse house, String program, boolean check) throws SQLException, IOException {
        BackupFiles.make(to);
        int tables = rows(house);
        BackupFiles.copy(data.root().resolve(BackupFiles.NOTE), to.resolve(BackupFiles.NOTE));
        said.setProperty("format", BackupManifest.FORMAT);
        said.setProperty("program", program);
        said.setProperty("folder", data.id().toString());
        said.setProperty("keys", data.keysFolder().toString());
        said.setProperty("data", data.root().toString());
        long bytes = 0;
        for (String file : List.of(BackupFiles.ROWS, BackupFiles.ROOTS, BackupFiles.NOTE)) {
            if (!Files.exists(to.resolve(file))) continue; // a house that sealed nothing yet has no roots
            said.setProperty("sha256." + file, BackupFiles.sha256(to.resolve(file)));
            bytes += Files.size(to.resolve(file));
        }
        BackupManifest manifest = new BackupManifest(said);
        manifest.write(to);
        if (check) {
            BackupFiles.refuseDamaged(to, BackupManifest.read(to));
            BackupFiles.readWhole(to);
        }
        data.note().backedUp(manifest.madeAt());
        return new Written(tables, bytes, data.keysFolder());
    }

    /** Rows and roots of one moment: while roots are copied, none is published. */
    private int rows(OpenedHouse house) throws SQLException, IOException {
        try (Connection snapshot = house.as(Compartment.MIGRATOR)) {
            try (Connection publishing = house.as(Compartment.MIGRATOR)) {
                publishing.setAutoCommit(false);
                Logins.execute(publishing, List.of("LOCK TABLE journal.witness IN EXCLUSIVE MODE"));
                snapshot.setAutoCommit(false);
                Logins.execute(
                        snapshot,
                        List.of(
                                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
                                "SELECT count(*) FROM journal.witness"));
                said.setProperty("made-at", Instant.now().toString());
                Path roots = data.root().resolve(BackupFiles.ROOTS);
                if (Files.exists(roots)) BackupFiles.copy(roots, to.resolve(BackupFiles.ROOTS));
                publishing.rollback();
            }
            describe(snapshot);
            return BackupRows.write(snapshot, to.resolve(BackupFiles.ROWS));
        }
    }

    private void describe(Connection snapshot) throws SQLException {
        said.setProperty("postgresql", snapshot.getMetaData().getDatabaseProductVersion());
        said.setProperty("house", ServerCheck.text(snapshot, "SELECT id::text FROM vault.house"));
        said.setProperty(
                "newest-root", ServerCheck.text(snapshot, "SELECT coalesce(max(n), 0)::text FROM journal.root"));
        put(snapshot, "migrations.", "SELECT room, sha256 FROM akoma_history.fingerprint");
        try (var statement = snapshot.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT holder, number, fingerprint FROM vault.key_fingerprint")) {
            while (rows.next())
                said.setProperty(
                        "key." + rows.getString(1) + "." + rows.getInt(2),
                        HexFormat.of().formatHex(rows.getBytes(3)));
        }
    }

    private void put(Connection snapshot, String prefix, String sql) throws SQLException {
        try (var statement = snapshot.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) said.setProperty(prefix + rows.getString(1), rows.getString(2));
        }
    }
}
