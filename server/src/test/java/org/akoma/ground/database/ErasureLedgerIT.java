package org.akoma.ground.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Yesterday's backup does not bring back a child who was erased today; and a ledger that was changed lets no house start. */
class ErasureLedgerIT {

    private static final PostgresSettings SETTINGS = PostgresSettings.forgetful(TestFolders.shared());
    private static final UUID CHILD = UUID.fromString("0190a000-0000-7000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("0190a000-0000-7000-8000-000000000002");
    private static final UUID WHO = UUID.fromString("0190a000-0000-7000-8000-000000000003");

    private Path folder = Path.of("unset");
    private DataFolder own = new DataFolder(folder);
    private DataFolder restored = own;

    @BeforeEach
    void folders() throws IOException {
        folder = Files.createTempDirectory("akoma-it-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        own = new DataFolder(folder.resolve("own"), folder.resolve("keys"));
        restored = new DataFolder(folder.resolve("restored"), folder.resolve("keys"));
    }

    @AfterEach
    void leaveNothing() throws IOException {
        own.discard();
        restored.discard();
        try (Stream<Path> rest = Files.walk(folder)) {
            for (Path one : rest.sorted(Comparator.reverseOrder()).toList()) Files.delete(one);
        }
    }

    private static void file(Superuser postgres, UUID id, String code) throws SQLException {
        postgres.run(
                "insert into access.dossier (id, compartment, opened_by, opened_at) values ('%s', 'akoma_protection', '%s', now())"
                        .formatted(id, WHO));
        postgres.run(
                "insert into vault.data_key (owner, compartment, wrapped) values ('%s', 'akoma_protection', 'the key of %s')"
                        .formatted(id, code));
        postgres.run("insert into cases.name_token (token, organisation_id, file_id) values (7, '%s', '%s')"
                .formatted(WHO, id));
        postgres.run(
                "insert into access.break_glass (id, file_id, file_code, person_id, at, until, reason, review_due) values (gen_random_uuid(), '%s', '%s', '%s', now(), now(), 'the words', now())"
                        .formatted(id, code, WHO));
        postgres.run("""
                insert into cases.case_file (id, code, registered_at, registered_by, updated_at, status, victim_status, country, sex, organisation_id, worker_id, closed_at)
                values ('%s', '%s', now(), '%s', now(), 'CLOSED', 'PRESUMED_VICTIM', 'CI', 'F', '%s', '%s', now())""".formatted(id, code, WHO, WHO, WHO));
    }

    /** As the application does it: agreed by two people, then the line of the ledger, then the key. */
    private static void erase(Superuser postgres, DataFolder house, int number, UUID id, String code)
            throws SQLException {
        postgres.run("""
                insert into retention.erasure (id, file_id, code, ground, asked_by, asked_at, state, decision_id, agreed_by, agreed_at, number)
                values (gen_random_uuid(), '%s', '%s', 'CHILD', '%s', now(), 'AGREED', gen_random_uuid(), gen_random_uuid(), now(), %d)""".formatted(id, code, WHO, number));
        try (Connection owner = DriverManager.getConnection(
                Logins.kept(house)
                        .address(EmbeddedPostgres.url(
                                EmbeddedPostgres.portOf(house).orElseThrow(), "akoma"))
                        .url(),
                Compartment.MIGRATOR,
                Logins.kept(house).address("").password(Compartment.MIGRATOR))) {
            new ErasureLedger(house.keyFiles()).apply(owner);
        }
    }

    private static List<String> keys(Superuser postgres) throws SQLException {
        return postgres.rows("(select owner from vault.data_key)");
    }

    @Test
    void aRestoredBackupStaysErased() throws Exception {
        Path backup = folder.resolve("backup");
        MadeHouse.into(own);
        try (Database serving = Database.serve(own, SETTINGS);
                Superuser postgres = new Superuser(own)) {
            postgres.run("set session_replication_role = replica");
            file(postgres, CHILD, "AK-901");
            file(postgres, OTHER, "AK-902");
            HouseBackup.write(own, backup, "this test", true, Optional.empty(), SETTINGS);
            assertThat(serving.address().url()).isNotEmpty();
            erase(postgres, own, 1, CHILD, "AK-901");
            assertThat(keys(postgres))
                    .noneMatch(row -> row.contains(CHILD.toString()))
                    .hasSize(1);
        }
        HouseRestore.restore(backup, restored, Optional.empty(), SETTINGS);
        try (Database serving = Database.serve(restored, SETTINGS);
                Superuser postgres = new Superuser(restored)) {
            assertThat(serving.address().url()).isNotEmpty();
            assertThat(keys(postgres))
                    .as("erased before anybody is served")
                    .noneMatch(row -> row.contains(CHILD.toString()))
                    .hasSize(1);
            assertThat(postgres.rows("(select file_id from cases.name_token)")).hasSize(1);
            assertThat(postgres.rows("(select 1 from access.break_glass where reason = 'the words')"))
                    .hasSize(1);
            assertThat(postgres.rows(
                            "(select code from retention.erasure where state = 'ERASED' and again_at is not null)"))
                    .singleElement()
                    .asString()
                    .contains("AK-901");
        }
        forged();
        anotherCopyOfTheKeys();
    }

    /** A line that was changed, or taken out, is found; nothing starts. */
    private void forged() throws Exception {
        Path file = own.keysFolder().resolve(ErasureLedger.FILE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String right = Files.readString(file);
        for (String wrong : List.of(
                right.replace(CHILD.toString(), OTHER.toString()),
                right.replace("AK-901", "AK-902"),
                right + right,
                "2" + right.substring(1),
                "x\n")) {
            Files.writeString(file, wrong);
            assertThatThrownBy(() -> Database.serve(restored, SETTINGS).close())
                    .as(wrong)
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining(ErasureLedger.FILE);
        }
        Files.writeString(file, right, StandardCharsets.UTF_8);
    }

    /** A copy of the keys that lacks lines gets them from the database; the doctor says so before. */
    private void anotherCopyOfTheKeys() throws Exception {
        Path file = own.keysFolder().resolve(ErasureLedger.FILE);
        String right = Files.readString(file);
        Files.delete(file);
        Database.serve(restored, SETTINGS).close();
        assertThat(file)
                .as("a copy writes nothing beside the keys of the house that goes on")
                .doesNotExist();
        HouseLive.make(restored, Optional.empty(), SETTINGS);
        try (Database serving = Database.serve(restored, SETTINGS);
                Connection owner = DriverManager.getConnection(
                        serving.address().url(),
                        Compartment.MIGRATOR,
                        serving.address().password(Compartment.MIGRATOR))) {
            assertThat(Files.readString(file)).isEqualTo(right);
            ErasureLedger ledger = new ErasureLedger(restored.keyFiles());
            assertThat(String.valueOf(ledger.check(owner))).contains("agree: 1");
            Files.delete(file);
            assertThat(String.valueOf(ledger.check(owner))).contains("0 lines", "knows 1");
            Files.writeString(file, "x\n");
            assertThat(String.valueOf(ledger.check(owner))).contains("is none that this house wrote");
        }
    }
}
