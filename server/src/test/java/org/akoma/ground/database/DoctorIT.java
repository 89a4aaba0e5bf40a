package org.akoma.ground.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.akoma.ground.database.CheckResult.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code ./akoma doctor} sees of a house: each fault by its name, nothing where nothing is wrong, and never a secret. */
class DoctorIT {

    private static final PostgresSettings SETTINGS = PostgresSettings.forgetful(TestFolders.shared());

    private Path folder = Path.of("unset");
    private DataFolder own = new DataFolder(folder);
    private final List<CheckResult> seen = new ArrayList<>();

    @BeforeEach
    void house() throws IOException {
        folder = Files.createTempDirectory("akoma-it-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        own = new DataFolder(folder.resolve("own"), folder.resolve("keys"));
    }

    @AfterEach
    void leaveNothing() throws IOException {
        own.discard();
        try (Stream<Path> rest = Files.walk(folder)) {
            for (Path one : rest.sorted(java.util.Comparator.reverseOrder()).toList()) Files.delete(one);
        }
    }

    private List<String> wrong() {
        return look(Level.WRONG, Instant.now());
    }

    private List<String> look(Level level, Instant now) {
        List<CheckResult> results = new ArrayList<>(FolderCheck.of(own, now));
        try (OpenedHouse house = OpenedHouse.of(own, Optional.empty(), SETTINGS)) {
            results.addAll(DatabaseCheck.of(own, house, now));
        } catch (StartRefused refused) {
            results.add(CheckResult.refused(refused));
        }
        seen.addAll(results);
        return results.stream()
                .filter(one -> one.level() == level)
                .map(CheckResult::sentence)
                .toList();
    }

    @Test
    void eachFaultHasItsSentenceAndNoSecretIsIn() throws IOException, SQLException {
        assertThat(FolderCheck.of(own, Instant.now()))
                .singleElement()
                .satisfies(one -> assertThat(one.level()).isEqualTo(Level.WRONG));
        assertThat(own.root()).as("looking makes nothing").doesNotExist();

        MadeHouse.into(own);
        try (Database serving = Database.serve(own, SETTINGS);
                Superuser postgres = new Superuser(own)) {
            assertThat(wrong()).as("beside a serving one").isEmpty();
            assertThat(seen).extracting(CheckResult::sentence).anyMatch(one -> one.contains("beside a serving"));
            String print = postgres.column("select access.keys_print()").getFirst();
            assertThat(seen)
                    .extracting(CheckResult::sentence)
                    .anyMatch(one -> one.endsWith("fingerprint is " + print + "."));
            keys();
            folders();
            anotherBuild(serving, postgres);
            database(postgres);
            assertThat(serving.address().url()).isNotEmpty();
        }
        assertThat(wrong()).as("stopped").anyMatch(one -> one.contains("newer Akoma"));
        assertThat(Postmaster.of(own.cluster())).as("stopped again").isEmpty();
        assertThatThrownBy(() -> Database.serve(own, SETTINGS))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("newer Akoma");

        french();

        Properties secrets = new Properties();
        try (var in = Files.newInputStream(own.keysFolder().resolve("logins.properties"))) {
            secrets.load(in);
        }
        assertThat(secrets).hasSizeGreaterThan(7);
        assertThat(seen.toString())
                .doesNotContain(secrets.values().stream().map(String::valueOf).toArray(String[]::new));
    }

    private void keys() throws IOException {
        Path key = own.keysFolder().resolve("airlock.key");
        byte[] right = Files.readAllBytes(key);
        Files.write(key, new byte[32]);
        assertThat(wrong()).singleElement().asString().contains("airlock.key").contains("is another");
        Files.delete(key);
        assertThat(wrong()).anyMatch(one -> one.startsWith("Not in ") && one.contains("airlock.key"));
        Files.write(key, right);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(wrong())
                .singleElement()
                .asString()
                .contains("can read secrets")
                .contains("airlock.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    }

    private void folders() throws IOException {
        var before = Files.getPosixFilePermissions(own.root());
        Files.setPosixFilePermissions(own.root(), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(wrong()).singleElement().asString().contains("Other users");
        Files.setPosixFilePermissions(own.root(), before);
        assertThat(look(Level.WARNING, Instant.now())).anyMatch(one -> one.startsWith("No backup"));
        own.note().backedUp(Instant.now());
        assertThat(look(Level.WARNING, Instant.now())).noneMatch(one -> one.contains("backup"));
        assertThat(look(Level.WARNING, Instant.now().plus(Duration.ofDays(9))))
                .anyMatch(one -> one.startsWith("The last backup is 9 days old"));
    }

    /** As a process of its own, whose language is French: nothing of it is English but names and addresses. */
    private void french() throws IOException {
        Files.setPosixFilePermissions(own.keysFolder(), PosixFilePermissions.fromString("rwxr-xr-x"));
        ProcessBuilder doctor = new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx200m",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "org.akoma.Akoma",
                "doctor",
                "--data",
                own.root().toString(),
                "--keys",
                own.keysFolder().toString());
        doctor.environment().keySet().removeIf(name -> name.startsWith("AKOMA"));
        doctor.environment().put("AKOMA_LANGUAGE", "fr");
        Process process = doctor.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        List<String> lines =
                said.lines().filter(line -> !line.matches("\\d{4}-.*")).toList(); // but those of the log
        assertThat(lines)
                .anyMatch(
                        line -> line.startsWith("ERREUR    D’autres comptes de cette machine peuvent lire des secrets")
                                && line.contains("À faire\u00a0: Donnez les commandes chmod 700 " + own.keysFolder()))
                .anyMatch(line -> line.contains("mise à jour par un Akoma plus récent"))
                .anyMatch(line -> line.startsWith("bien      La base de données répond"))
                .allMatch(line -> line.matches("(bien|attention|ERREUR) .*") || line.endsWith(" à regarder."));
        assertThat(String.join("\n", lines)).doesNotContain("The ", "To do", " is ", " of ");
        Files.setPosixFilePermissions(own.keysFolder(), PosixFilePermissions.fromString("rwx------"));
    }

    /** Made by other files of the same number: one sentence, and no list of calls. */
    private static void anotherBuild(Database serving, Superuser postgres) throws SQLException {
        postgres.run("update akoma_history.drafts set checksum = checksum + 1 where version = '1'");
        postgres.run("update akoma_history.fingerprint set sha256 = 'other' || sha256 where room = 'drafts'");
        assertThatThrownBy(() -> new Migrations(serving.address()).run())
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("another build of Akoma")
                .hasMessageContaining("drafts");
        postgres.run("update akoma_history.drafts set checksum = checksum - 1 where version = '1'");
        postgres.run("update akoma_history.fingerprint set sha256 = substr(sha256, 6) where room = 'drafts'");
    }

    private void database(Superuser postgres) throws SQLException {
        postgres.run("set session_replication_role = replica");
        postgres.run("""
                insert into journal.entry (chain, seq, at, actor, act, section, body, prev, hash, tx)
                values (gen_random_uuid(), 1, now() + interval '3 days', gen_random_uuid(), 'x', 0, '', '', '', pg_current_xact_id())""");
        assertThat(wrong()).singleElement().asString().contains("newest entry").contains("clock");
        postgres.run("delete from journal.entry where act = 'x'");

        postgres.run("""
                insert into notices.outbox (id, person_id, channel, state, due_at)
                values (gen_random_uuid(), gen_random_uuid(), 'EMAIL', 'WAITING', now() - interval '2 hours')""");
        assertThat(look(Level.WARNING, Instant.now())).anyMatch(one -> one.startsWith("1 letters"));
        postgres.run("delete from notices.outbox");

        postgres.run("update akoma_history.fingerprint set sha256 = 'older' where room = 'tasks'");
        assertThat(look(Level.WARNING, Instant.now()))
                .anyMatch(one -> one.contains("next start changes the database (tasks)"));

        postgres.run("""
                insert into journal.root (at, tx_from, tx_until, entries, leaves, root, prev, signature)
                values (now(), '0', '900000000000', 0, '', '', '', '')""");
        assertThat(wrong())
                .singleElement()
                .asString()
                .contains("transaction counter")
                .contains("--epoch=210");
        postgres.run("delete from journal.root");

        postgres.run("""
                insert into akoma_history.tasks (installed_rank, version, description, type, script, installed_by, execution_time, success)
                values (999, '999', 'later', 'SQL', 'V999__later.sql', 'x', 0, true)""");
    }
}
