package org.akoma.ground.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code ./akoma restore DIR}: a backup becomes a house again, in a new folder, on a new embedded database or in an empty one of the operator's own.
 */
public final class HouseRestore {

    /** More numbers than this are not passed over one by one. */
    private static final long MOST_NUMBERS = 2_000_000_000L;

    private final Path from;
    private final DataFolder data;
    private final BackupManifest manifest;

    private HouseRestore(Path from, DataFolder data, BackupManifest manifest) {
        this.from = from;
        this.data = data;
        this.manifest = manifest;
    }

    /**
     * What became a house again.
     *
     * @param madeAt when the backup was made
     * @param newestRoot the journal's newest root in it; 0: none
     */
    public record Restored(Instant madeAt, long newestRoot) {}

    /** Where the keys of a backup lay when it was made. */
    public static Path keysOf(Path backup) {
        return BackupManifest.read(backup).keys();
    }

    /** @throws StartRefused when the backup, the keys, the folder or the database is not as it must be; nothing was made then */
    public static Restored restore(Path from, DataFolder data) {
        return restore(from, data, ExternalPostgres.fromEnvironment(), PostgresSettings.lasting());
    }

    static Restored restore(Path from, DataFolder data, Optional<ExternalPostgres> own, PostgresSettings settings) {
        HouseRestore restore = new HouseRestore(from, data, BackupManifest.read(from));
        restore.refuseFolder();
        restore.refuseBackup();
        try {
            if (own.isPresent()) restore.intoOwn(own.get());
            else restore.intoEmbedded(settings);
            return new Restored(restore.manifest.madeAt(), restore.manifest.newestRoot());
        } catch (SQLException | IOException e) {
            throw new StartRefused(
                    own.isPresent() ? "refused.restore.failed-own" : "refused.restore.failed",
                    e.getMessage(),
                    data.root());
        }
    }

    private void refuseFolder() {
        Path root = data.root();
        try {
            if (Files.exists(root) && !BackupFiles.isEmpty(root))
                throw new StartRefused(data.isServed() ? "refused.restore.served" : "refused.restore.not-empty", root);
            if (Files.exists(root)) Files.delete(root); // it is made with the right mode
        } catch (IOException e) {
            throw new StartRefused("refused.restore.look", root, e.getMessage());
        }
    }

    private void refuseBackup() {
        BackupFiles.refuseDamaged(from, manifest);
        Map<String, String> own = new Migrations(new DatabaseAddress("", Map.of())).own();
        if (!new TreeMap<>(manifest.migrations()).equals(own))
            throw new StartRefused("refused.restore.version", manifest.program());
        List<String> lacking = manifest.lacking(data.keyFiles());
        if (!lacking.isEmpty())
            throw new StartRefused("refused.restore.keys", data.keysFolder(), String.join(", ", lacking));
    }

    private void intoEmbedded(PostgresSettings settings) throws SQLException, IOException {
        begin();
        try (Database database = Database.forRestore(data, settings);
                Connection superuser = DriverManager.getConnection(
                        database.address().url(),
                        EmbeddedPostgres.ADMIN,
                        Logins.kept(data).adminPassword())) {
            load(superuser, HouseNote.EMBEDDED);
        }
    }

    private void intoOwn(ExternalPostgres own) throws SQLException, IOException {
        if (own.user() == null) throw new StartRefused("refused.restore.superuser");
        own.refuseFilled();
        begin();
        own.prepareForRestore(data);
        try (Connection superuser = own.superuser()) {
            load(superuser, own.url().replaceAll("[?].*", ""));
        }
    }

    /** Anyone who starts on a folder whose restore was cut short is refused. */
    private void begin() throws IOException {
        data.make();
        data.note()
                .beginRestore(
                        manifest.folder(),
                        data.keysFolder(),
                        manifest.data(),
                        HouseNote.of(from).database());
    }

    private void load(Connection superuser, String address) throws SQLException, IOException {
        superuser.setAutoCommit(false);
        BackupRows.read(superuser, from.resolve(BackupFiles.ROWS));
        becomeCopy(superuser);
        superuser.commit();
        superuser.setAutoCommit(true);
        passOver(superuser);
        Logins.execute(superuser, List.of("SELECT journal.note_of_house('vault.copy-restored', '', now())", "ANALYZE"));
        Path roots = from.resolve(BackupFiles.ROOTS);
        if (Files.exists(roots)) {
            Path kept = Files.copy(roots, data.root().resolve(BackupFiles.ROOTS), StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-r-----"));
        }
        data.note()
                .endRestore(
                        manifest.house(),
                        address,
                        "on " + Instant.now() + " from the backup of " + manifest.madeAt() + ", which ends with root "
                                + manifest.newestRoot() + " of the journal",
                        manifest.madeAt());
    }

    /** In the transaction of the rows: no start ever finds them without the mark, nor a session that was ended after the backup. */
    private void becomeCopy(Connection superuser) throws SQLException {
        Logins.execute(
                superuser,
                List.of(
                        "SET LOCAL session_replication_role = origin",
                        "SELECT vault.become_copy('" + manifest.madeAt() + "')",
                        "SELECT access.end_ways_in()",
                        "SELECT notices.drop_waiting()"));
    }

    /**
     * A new server counts its transactions anew, and the journal's seals follow that number: those that were used before are passed over, some 300,000 a
     * second.
     */
    private static void passOver(Connection superuser) throws SQLException {
        long needed = ServerCheck.counterNeeded(superuser);
        if (needed > MOST_NUMBERS)
            throw new SQLException("the old server had counted " + needed + " transactions; run pg_resetwal --epoch="
                    + ((needed >> 32) + 1) + " on the stopped new server first");
        Logins.execute(
                superuser,
                List.of(
                        "SET synchronous_commit = off",
                        """
                DO $$ BEGIN
                    WHILE pg_current_xact_id()::text::bigint < %d LOOP COMMIT; END LOOP;
                END $$""".formatted(needed),
                        "RESET synchronous_commit",
                        "CHECKPOINT"));
    }
}
