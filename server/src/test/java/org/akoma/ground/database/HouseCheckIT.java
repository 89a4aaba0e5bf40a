package org.akoma.ground.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.akoma.ground.database.KeyFiles.Key;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A start without its keys, with others, or on another database is refused in one sentence, and makes nothing. */
class HouseCheckIT {

    private static final String ADMIN_PASSWORD = "the-operators-own";

    private Path folder = Path.of("unset");
    private DataFolder own = new DataFolder(folder);

    @BeforeEach
    void folders() throws IOException {
        TestDatabase.address(); // unpacks the programs once for all
        folder = Files.createTempDirectory("akoma-it-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        own = folder("own");
    }

    @AfterEach
    void leaveNothing() throws IOException {
        for (String name : List.of("own", "second", "theirs"))
            if (Files.exists(folder.resolve(name))) new DataFolder(folder.resolve(name)).discard();
        try (Stream<Path> rest = Files.walk(folder)) {
            for (Path one : rest.sorted(java.util.Comparator.reverseOrder()).toList()) Files.delete(one);
        }
    }

    /** Records in one folder, keys in another. */
    private DataFolder folder(String name) {
        return new DataFolder(folder.resolve(name), folder.resolve(name + "-keys"));
    }

    /** At first on a copy of a made house, but where the making is tested. */
    private Database openMade(DataFolder data) {
        MadeHouse.into(data);
        return open(data);
    }

    private Database open(DataFolder data) {
        return Database.serve(data, TestDatabase.settings());
    }

    @Test
    void theFirstStartMakesEveryKeyAndTheDatabaseKnowsThem() throws IOException, SQLException {
        try (Database database = open(own);
                var migrator = DriverManager.getConnection(
                        database.address().url(),
                        Compartment.MIGRATOR,
                        database.address().password(Compartment.MIGRATOR));
                var rows = migrator.createStatement()
                        .executeQuery("select count(*) from vault.key_fingerprint where number = 1")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(10);
        }
        try (Stream<Path> files = Files.list(own.keysFolder())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "protection.key",
                            "enforcement.key",
                            "custody.key",
                            "publication.key",
                            "administration.key",
                            "airlock.key",
                            "packages.key",
                            "protection-tokens.key",
                            "enforcement-tokens.key",
                            "journal.ed25519",
                            "journal.ed25519.pub",
                            "logins.properties");
        }
        for (String file : List.of("protection.key", "journal.ed25519", "logins.properties"))
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(own.keysFolder().resolve(file))))
                    .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own.root())))
                .as("others of the machine do not look into it")
                .doesNotContain("r--r")
                .matches("rwx(r-x---|--x--x)");
        assertThat(own.note().keys()).as("remembered for the next start").contains(own.keysFolder());
        java.util.UUID id = own.id();
        open(own).close(); // and again
        assertThat(own.id()).isEqualTo(id);
    }

    @Test
    void withoutAKeyOrWithAnotherItDoesNotStartAndMakesNone() throws IOException {
        openMade(own).close();
        for (String file : List.of(
                "protection.key",
                "administration.key",
                "airlock.key",
                "protection-tokens.key",
                "journal.ed25519",
                "journal.ed25519.pub",
                "logins.properties")) {
            Path key = own.keysFolder().resolve(file);
            Path away = folder.resolve("away");
            Files.move(key, away);
            assertThatThrownBy(() -> open(own))
                    .as(file)
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining(file.replace(".pub", ""))
                    .hasMessageContaining(own.keysFolder().toString());
            assertThat(key).doesNotExist();
            Files.move(away, key);
        }
        Path key = own.keysFolder().resolve("protection.key");
        byte[] right = Files.readAllBytes(key);
        Files.write(key, new byte[32]);
        assertThatThrownBy(() -> open(own))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("protection.key")
                .hasMessageContaining("is another");
        Files.write(key, right);
        open(own).close();
    }

    @Test
    void aCommandBesideTheServingOneIsCheckedToo() throws IOException {
        try (Database serving = openMade(own)) {
            Database.embeddedForCommand(own).close();
            DataFolder elsewhere = new DataFolder(own.root(), folder.resolve("empty-keys"));
            assertThatThrownBy(() -> Database.embeddedForCommand(elsewhere))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("protection.key");
            assertThat(serving.address().url()).isNotEmpty();
        }
    }

    @Test
    void aDatabaseThatIsGoneIsNotMadeAnew() throws IOException {
        openMade(own).close();
        Files.move(own.root().resolve("pg"), folder.resolve("pg-away"));
        assertThatThrownBy(() -> open(own))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("nothing new was made");
        assertThat(own.root().resolve("pg")).doesNotExist();
        Files.move(folder.resolve("pg-away"), own.root().resolve("pg"));
        open(own).close();
    }

    @Test
    void copiesShareADatabaseWithCopiedKeysOnly() throws IOException {
        DataFolder theirs = new DataFolder(folder.resolve("theirs"));
        EmbeddedPostgres server = EmbeddedPostgres.start(theirs, ADMIN_PASSWORD, TestDatabase.settings());
        String url = EmbeddedPostgres.url(server.port(), "postgres");
        ExternalPostgres asOwner = new ExternalPostgres(url, EmbeddedPostgres.ADMIN, ADMIN_PASSWORD);
        ExternalPostgres later = new ExternalPostgres(url, null, null);
        asOwner.prepare(own);

        DataFolder second = folder("second");
        assertThatThrownBy(() -> asOwner.prepare(second))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("protection.key");
        later.prepare(own); // whose logins were not given other passwords
        try (Stream<Path> keys = Files.list(own.keysFolder())) {
            for (Path key : keys.toList())
                Files.copy(key, second.keysFolder().resolve(key.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        later.prepare(second);
        assertThat(second.keyFiles().fingerprint(new Key("administration", 1)))
                .isEqualTo(own.keyFiles().fingerprint(new Key("administration", 1)));

        // AKOMA_DB_URL forgotten, and the reverse
        assertThatThrownBy(() -> open(own))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(url)
                .hasMessageContaining("AKOMA_DB_URL is not set");
        assertThat(own.root().resolve("pg")).doesNotExist();
        DataFolder full = new DataFolder(theirs.root(), folder.resolve("theirs-keys"));
        assertThatThrownBy(() -> later.prepare(full))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("Unset AKOMA_DB_URL");

        // another database, empty, under the same folder
        String empty = url.replace("/postgres", "/template1");
        assertThatThrownBy(() -> new ExternalPostgres(empty, EmbeddedPostgres.ADMIN, ADMIN_PASSWORD).prepare(own))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("which is empty");
        server.close();
    }
}
