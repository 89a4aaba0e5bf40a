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
import java.util.UUID;
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

    private static final UUID WHO = UUID.fromString("0190a000-0000-7000-8000-000000000003");

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

    @Test
    void anEmbeddedCopyIsMarkedUntilItIsMadeLive() throws Exception {
        MadeHouse.into(own);
        DataFolder back = new DataFolder(folder.resolve("new"), own.keysFolder());
        try (Database serving = Database.serve(own, SETTINGS);
                Superuser postgres = new Superuser(own)) {
            fill(postgres);
            write(backup);
            assertThatThrownBy(() -> HouseLive.make(own, Optional.empty(), SETTINGS))
                    .hasMessageContaining("no restored copy");
            restore(backup, back.root(), own.keysFolder(), Optional.empty());
            assertThat(serving.address().url()).isNotEmpty();
            assertThatThrownBy(() -> HouseLive.make(back, Optional.empty(), SETTINGS))
                    .as("the old house is at work")
                    .hasMessageContaining("is served from " + own.root());
        }
        for (int start = 0; start < 2; start++) // the mark outlives starts
        try (Database copy = Database.serve(back, SETTINGS);
                    Superuser postgres = new Superuser(back)) {
                isMarkedAndShut(postgres);
                assertThat(copy.address().url()).isNotEmpty();
                assertThatThrownBy(() -> HouseLive.make(back, Optional.empty(), SETTINGS))
                        .hasMessageContaining("Stop it first");
            }
        HouseLive.make(back, Optional.empty(), SETTINGS);
        try (Database live = Database.serve(back, SETTINGS);
                Superuser postgres = new Superuser(back)) {
            assertThat(live.address().url()).isNotEmpty();
            isLive(postgres);
        } finally {
            back.discard();
        }
    }

    /** What waited is not sent, and what may have been ended after the backup is ended. */
    private static void isMarkedAndShut(Superuser postgres) throws SQLException {
        assertThat(postgres.column("select (copy_since > copy_of)::text from vault.house"))
                .containsExactly("true");
        for (String table : List.of(
                "access.session",
                "access.feed_day",
                "access.session_form",
                "access.provider_link",
                "access.passkey",
                "access.credential where one_time_until > now()",
                "notices.outbox where state in ('WAITING', 'SENDING')",
                "notices.bell where told_at is null"))
            assertThat(postgres.column("select 'one' from " + table)).as(table).isEmpty();
        assertThat(postgres.column("select act from journal.entry where act like 'vault.%'"))
                .containsExactly("vault.copy-restored");
    }

    private static void isLive(Superuser postgres) throws SQLException {
        assertThat(postgres.column("select id::text from vault.house where copy_since is null and copy_of is null"))
                .hasSize(1);
        assertThat(postgres.column("select act from journal.entry where act like 'vault.%' order by seq"))
                .containsExactly("vault.copy-restored", "vault.copy-made-live");
    }

    /** Some days of a house: an entry of the journal whose transaction has a high number, and a number that was given. */
    private static void fill(Superuser postgres) throws SQLException {
        postgres.run("do $$ begin for i in 1..20000 loop perform pg_current_xact_id(); commit; end loop; end $$");
        postgres.run("set session_replication_role = replica");
        postgres.run("""
                insert into journal.entry (chain, seq, at, actor, act, section, body, prev, hash, tx)
                values (gen_random_uuid(), 1, now(), gen_random_uuid(), 'kept', 0, '\\x00ff', '', '', pg_current_xact_id())""");
        postgres.run("select nextval('cases.file_number') from generate_series(1, 41)");
        postgres.run("""
                insert into access.person (id, code, organisation_id, compartment)
                values ('%s', 'sw-01', gen_random_uuid(), 'akoma_protection')""".formatted(WHO));
        for (String kind : List.of("BROWSER", "TOKEN", "FEED")) postgres.run("""
                    insert into access.session (token_hash, person_id, kind, opened_at, used_at, expires_at)
                    values (sha256('%1$s'), '%2$s', '%1$s', now(), now(), now() + interval '365 days')""".formatted(kind, WHO));
        postgres.run("insert into access.feed_day values (sha256('FEED'), current_date, 1)");
        postgres.run("""
                insert into access.provider_link (person_id, mark_hash, issuer, linked_at)
                values ('%s', sha256(''), 'https://sso.example.org', now())""".formatted(WHO));
        postgres.run(
                "insert into access.passkey values (gen_random_uuid(), '%s', sha256('k'), sha256('m'), sha256('s'), sha256('n'), 0, now(), null)"
                        .formatted(WHO));
        postgres.run("insert into access.session_form values (sha256(''), '" + WHO + "', now() + interval '1 day')");
        postgres.run("""
                insert into access.credential (person_id, password_hash, must_change, one_time_until)
                values ('%s', 'x', true, now() + interval '72 hours')""".formatted(WHO));
        for (String state : List.of("WAITING", "SENDING")) postgres.run("""
                    insert into notices.outbox (id, person_id, channel, state, due_at) values (gen_random_uuid(), '%2$s', 'EMAIL', '%1$s', now())""".formatted(state, WHO));
        postgres.run("insert into notices.bell (id, person_id, kind, rung_at) values (gen_random_uuid(), '" + WHO
                + "', 'task', now())");
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
        half.note().beginRestore(own.id(), own.keysFolder(), Optional.empty(), Optional.empty());
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
            assertThat(ServerCheck.text(admin, "select act || ' ' || body from journal.entry where act = 'kept'"))
                    .isEqualTo("kept \\x00ff");
            assertThat(ServerCheck.number(admin, "select nextval('cases.file_number')"))
                    .isEqualTo(42);
            assertThat(ServerCheck.number(admin, "select pg_current_xact_id()::text::bigint"))
                    .isGreaterThan(20_000)
                    .isGreaterThanOrEqualTo(ServerCheck.counterNeeded(admin));
        }
        assertThatThrownBy(() -> restore(backup, folder.resolve("newer"), own.keysFolder(), Optional.of(theirOwn)))
                .hasMessageContaining("holds a house already");
        madeLiveInTheirs(back, new ExternalPostgres(url, null, null));
        HouseBackup.write(
                back,
                folder.resolve("second"),
                "this test",
                true,
                Optional.of(new ExternalPostgres(url, null, null)),
                SETTINGS); // without its superuser
    }

    private void madeLiveInTheirs(DataFolder back, ExternalPostgres theirOwn) throws SQLException {
        DatabaseAddress address = Logins.kept(back).address(theirOwn.url());
        try (Connection house = DriverManager.getConnection(
                address.url(),
                Compartment.ADMINISTRATION.login(),
                address.password(Compartment.ADMINISTRATION.login()))) {
            Logins.execute(house, List.of("""
                            insert into notices.outbox (id, person_id, channel, state, due_at)
                            select gen_random_uuid(), p.person_id, 'EMAIL', 'WAITING', now() from (select person_id from notices.outbox limit 1) p"""));
            assertThatThrownBy(() -> Logins.execute(
                            house,
                            List.of("update notices.outbox set state = 'SENDING', claimed_at = now(), tries = tries + 1"
                                    + " where state = 'WAITING'")))
                    .hasMessageContaining("notices.copy-sends-nothing");
            assertThatThrownBy(() -> Logins.execute(house, List.of("select vault.become_live()")))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> HouseLive.make(back, Optional.of(theirOwn), SETTINGS))
                    .as("an application is inside")
                    .hasMessageContaining("Stop it first");
        }
        try (Database serving = Database.serve(own, SETTINGS)) {
            assertThat(serving.address().url()).isNotEmpty();
            assertThatThrownBy(() -> HouseLive.make(back, Optional.of(theirOwn), SETTINGS))
                    .hasMessageContaining("is served from " + own.root());
        }
        HouseLive.make(back, Optional.of(theirOwn), SETTINGS);
        assertThatThrownBy(() -> HouseLive.make(back, Optional.of(theirOwn), SETTINGS))
                .hasMessageContaining("no restored copy");
    }
}
