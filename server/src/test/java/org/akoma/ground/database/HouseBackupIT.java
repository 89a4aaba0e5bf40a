package org.akoma.ground.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A backup beside a serving application and back again, into a PostgreSQL of the operator's own; the way into an embedded one is in ServeIT. First what
 * must not happen: a key in the backup, a house that is overwritten, a damaged backup or strange keys taken for good.
 */
class HouseBackupIT {

    private static final PostgresSettings SETTINGS = PostgresSettings.forgetful(TestFolders.shared());
    private static final String THEIR_PASSWORD = "the-operators-own";

    private Path folder = Path.of("unset");
    private Path backup = folder;
    private DataFolder own = new DataFolder(folder);
    private DataFolder theirs = own;

    @BeforeEach
    void folders() throws IOException {
        folder = Files.createTempDirectory("akoma-it-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        own = new DataFolder(folder.resolve("own"), folder.resolve("keys"));
        theirs = new DataFolder(folder.resolve("theirs"));
        backup = folder.resolve("backup");
    }

    @AfterEach
    void leaveNothing() throws IOException {
        own.discard();
        theirs.discard();
        try (Stream<Path> rest = Files.walk(folder)) {
            for (Path one : rest.sorted(Comparator.reverseOrder()).toList()) Files.delete(one);
        }
    }

    private HouseBackup.Written write(Path to) {
        return HouseBackup.write(own, to, "this test", true, Optional.empty(), SETTINGS);
    }

    private void restore(Path from, Path to, Path keys, Optional<ExternalPostgres> into) {
        HouseRestore.restore(from, new DataFolder(to, keys), into, SETTINGS);
    }

    private void refused(Path from, Path to, Path keys, String... words) {
        assertThatThrownBy(() -> restore(from, to, keys, Optional.empty()))
                .isInstanceOf(StartRefused.class)
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(words));
    }

    @Test
    void aHouseComesBackWithoutItsKeysHavingLeft() throws Exception {
        MadeHouse.into(own);
        try (Database serving = Database.serve(own, SETTINGS);
                Superuser postgres = new Superuser(own)) {
            fill(postgres);
            assertThatThrownBy(() -> write(own.root().resolve("inside"))).hasMessageContaining("would be lost");
            assertThatThrownBy(() -> write(own.keysFolder().resolve("inside"))).hasMessageContaining("would be lost");
            assertThat(write(backup).tables()).isGreaterThan(100);
            assertThatThrownBy(() -> write(backup)).hasMessageContaining("not empty");
            assertThat(serving.address().url()).isNotEmpty();
        }
        assertThat(own.note().lastBackup()).isPresent();
        noSecretIsIn();
        notRestored();
        restoredIntoTheirs();
    }

    /** Some days of a house: an entry of the journal whose transaction has a high number, and a number that was given. */
    private static void fill(Superuser postgres) throws SQLException {
        postgres.run("do $$ begin for i in 1..20000 loop perform pg_current_xact_id(); commit; end loop; end $$");
        postgres.run("set session_replication_role = replica");
        postgres.run("""
                insert into journal.entry (chain, seq, at, actor, act, section, body, prev, hash, tx)
                values (gen_random_uuid(), 1, now(), gen_random_uuid(), 'kept', 0, '\\x00ff', '', '', pg_current_xact_id())""");
        postgres.run("select nextval('cases.file_number') from generate_series(1, 41)");
    }

    private void noSecretIsIn() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (Stream<Path> files = Files.list(backup)) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
                all.write(Files.readAllBytes(file));
            }
        }
        try (ZipFile zip = new ZipFile(backup.resolve(BackupFiles.ROWS).toFile())) {
            for (var entry : zip.stream().toList())
                all.write(zip.getInputStream(entry).readAllBytes());
        }
        String written = all.toString(StandardCharsets.ISO_8859_1);
        assertThat(written).contains("kept");
        List<byte[]> secrets = new ArrayList<>();
        Properties logins = new Properties();
        try (Stream<Path> files = Files.list(own.keysFolder())) {
            for (Path file : files.toList())
                if (file.toString().endsWith(".key") || file.toString().endsWith(".ed25519"))
                    secrets.add(Files.readAllBytes(file));
        }
        try (var in = Files.newInputStream(own.keysFolder().resolve("logins.properties"))) {
            logins.load(in);
        }
        logins.values().forEach(password -> secrets.add(String.valueOf(password).getBytes(StandardCharsets.UTF_8)));
        assertThat(secrets).hasSizeGreaterThan(15);
        for (byte[] secret : secrets)
            assertThat(written.contains(new String(secret, StandardCharsets.ISO_8859_1)))
                    .isFalse();
    }

    private void notRestored() throws IOException {
        Path fresh = folder.resolve("new");
        refused(backup, own.root(), own.keysFolder(), "is not empty");
        refused(folder, fresh, own.keysFolder(), "holds no whole backup");

        Path key = own.keysFolder().resolve("protection.key");
        byte[] right = Files.readAllBytes(key);
        Files.delete(key);
        refused(backup, fresh, own.keysFolder(), "protection.key", "--keys DIR");
        Files.write(key, new byte[32]);
        refused(backup, fresh, own.keysFolder(), "protection.key (there is another one)");
        Files.write(key, right);

        Path rows = backup.resolve(BackupFiles.ROWS);
        byte[] bytes = Files.readAllBytes(rows);
        bytes[bytes.length / 2] ^= 1;
        Files.write(rows, bytes);
        refused(backup, fresh, own.keysFolder(), "database.zip", "checksum");
        bytes[bytes.length / 2] ^= 1;
        Files.write(rows, bytes);

        for (String name : List.of(BackupFiles.ROOTS, "notes.txt")) {
            Path added = Files.writeString(backup.resolve(name), "1 of another journal");
            refused(backup, fresh, own.keysFolder(), "did not write: " + name);
            Files.delete(added);
        }

        Path manifest = backup.resolve(BackupManifest.FILE);
        String said = Files.readString(manifest);
        Files.writeString(manifest, said.replace("format=1", "format=2"));
        refused(backup, fresh, own.keysFolder(), "format 2");
        Files.writeString(manifest, said.replaceFirst("migrations.tasks=..", "migrations.tasks=00"));
        refused(backup, fresh, own.keysFolder(), "another version of Akoma");
        Files.writeString(manifest, said);
        assertThat(fresh).as("a refusal makes nothing").doesNotExist();

        DataFolder half = new DataFolder(fresh, own.keysFolder());
        half.make();
        half.note().beginRestore(own.id(), own.keysFolder());
        assertThatThrownBy(() -> Database.serve(half, SETTINGS)).hasMessageContaining("cut short");
        half.discard();
    }

    private void restoredIntoTheirs() throws SQLException {
        int port = EmbeddedPostgres.start(theirs, THEIR_PASSWORD, SETTINGS).port();
        String url = EmbeddedPostgres.url(port, "postgres");
        Path fresh = folder.resolve("new");
        assertThatThrownBy(() ->
                        restore(backup, fresh, own.keysFolder(), Optional.of(new ExternalPostgres(url, null, null))))
                .hasMessageContaining("AKOMA_DB_USER");
        var theirOwn = new ExternalPostgres(url, EmbeddedPostgres.ADMIN, THEIR_PASSWORD);
        restore(backup, fresh, own.keysFolder(), Optional.of(theirOwn));

        DataFolder back = new DataFolder(fresh, own.keysFolder());
        assertThat(back.id()).isEqualTo(own.id());
        assertThat(back.note().house()).isEqualTo(own.note().house());
        assertThat(back.note().restored().orElse("")).contains("from the backup of");
        new ExternalPostgres(url, null, null).prepare(back); // as every start does
        try (Connection admin = DriverManager.getConnection(url, EmbeddedPostgres.ADMIN, THEIR_PASSWORD)) {
            assertThat(ServerCheck.text(admin, "select act || ' ' || body from journal.entry"))
                    .isEqualTo("kept \\x00ff");
            assertThat(ServerCheck.number(admin, "select nextval('cases.file_number')"))
                    .isEqualTo(42);
            assertThat(ServerCheck.number(admin, "select pg_current_xact_id()::text::bigint"))
                    .isGreaterThan(20_000)
                    .isGreaterThanOrEqualTo(ServerCheck.counterNeeded(admin));
        }
        assertThatThrownBy(() -> restore(backup, folder.resolve("newer"), own.keysFolder(), Optional.of(theirOwn)))
                .hasMessageContaining("holds a house already");
        HouseBackup.write(
                back,
                folder.resolve("second"),
                "this test",
                true,
                Optional.of(new ExternalPostgres(url, null, null)),
                SETTINGS); // without its superuser
    }
}
