package org.akoma.ground.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator's own server, played by a bare cluster. */
class ExternalPostgresIT {

    private static final String ADMIN_PASSWORD = "the-operators-own";

    private DataFolder theirs = new DataFolder(Path.of("unset"));
    private DataFolder ours = theirs;
    private String url = "";

    @BeforeEach
    void aServerOfTheirs() throws IOException {
        TestDatabase.address(); // unpacks the programs once for all
        Path folder = Files.createTempDirectory("akoma-it-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        theirs = new DataFolder(folder.resolve("theirs"));
        ours = new DataFolder(folder.resolve("ours"));
        int port = EmbeddedPostgres.start(theirs, ADMIN_PASSWORD, TestDatabase.settings())
                .port();
        url = EmbeddedPostgres.url(port, "postgres");
    }

    @AfterEach
    void leaveNothing() throws IOException {
        theirs.discard();
        ours.discard();
        Files.delete(theirs.root().getParent());
    }

    @Test
    void aSuperuserLetsUsPrepareEverything() throws SQLException {
        DatabaseAddress address = new ExternalPostgres(url, EmbeddedPostgres.ADMIN, ADMIN_PASSWORD).prepare(ours);
        assertThatThrownBy(() -> ask(address, "SELECT set_config('akoma.actor', 'x', true)"))
                .hasMessageContaining("permission denied");
        DatabaseAddress again = new ExternalPostgres(url, null, null).prepare(ours);
        ask(again, "SELECT 1"); // once prepared, no superuser is needed
        try (Connection admin = DriverManager.getConnection(url, EmbeddedPostgres.ADMIN, ADMIN_PASSWORD)) {
            admin.createStatement().execute("create database second");
        }
        DataFolder second = new DataFolder(ours.root().resolveSibling("second"));
        assertThatThrownBy(() -> new ExternalPostgres(
                                url.replace("/postgres", "/second"), EmbeddedPostgres.ADMIN, ADMIN_PASSWORD)
                        .prepare(second))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("logins of another house");
        ask(again, "SELECT 1"); // the first house goes on
        second.discard();
    }

    /** Names are sorted and compared as UTF-8: whether we prepare it, or the operator did, nothing is made in it. */
    @Test
    void aDatabaseOfAnotherEncodingIsRefused() throws SQLException {
        try (Connection admin = DriverManager.getConnection(url, EmbeddedPostgres.ADMIN, ADMIN_PASSWORD)) {
            admin.createStatement()
                    .execute(
                            "create database latin template template0 encoding 'LATIN1' locale_provider libc locale 'C'");
        }
        String latin = url.replace("/postgres", "/latin");
        assertThatThrownBy(() -> new ExternalPostgres(latin, EmbeddedPostgres.ADMIN, ADMIN_PASSWORD).prepare(ours))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("LATIN1")
                .hasMessageContaining("createdb -E UTF8 -T template0");
        try (Connection admin = DriverManager.getConnection(latin, EmbeddedPostgres.ADMIN, ADMIN_PASSWORD)) {
            assertThat(ServerCheck.number(
                            admin, "select count(*) from pg_namespace where nspname in ('access', 'cases')"))
                    .isZero();
            for (String sql : Logins.in(ours).roles()) admin.createStatement().execute(sql);
            for (String sql : Logins.walls("latin")) admin.createStatement().execute(sql);
        }
        assertThatThrownBy(() -> new ExternalPostgres(latin, null, null).prepare(ours))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("LATIN1");
    }

    @Test
    void withoutOneTheOperatorGetsTheSqlToRun() throws SQLException, IOException {
        assertThatThrownBy(() -> new ExternalPostgres(url, null, null).prepare(ours))
                .isInstanceOf(DatabaseNotReady.class)
                .hasMessageContaining("prepare-database.sql");
        String script = Files.readString(ours.keys().resolve("prepare-database.sql"));
        Logins logins = Logins.in(ours);
        assertThat(script).doesNotContain(logins.address(url).passwords().values());

        try (Connection admin = DriverManager.getConnection(url, EmbeddedPostgres.ADMIN, ADMIN_PASSWORD)) {
            admin.createStatement().execute(script.replace(":\"DBNAME\"", "postgres"));
        }
        ask(new ExternalPostgres(url, null, null).prepare(ours), "SELECT 1");
    }

    @Test
    void aHostOfOneSideEntersWithItsOwnLoginsAlone() throws SQLException, IOException {
        DatabaseAddress whole = new ExternalPostgres(url, EmbeddedPostgres.ADMIN, ADMIN_PASSWORD).prepare(ours);
        DataFolder theirHost = new DataFolder(theirs.root().resolveSibling("police"));
        ExternalPostgres asPolice = new ExternalPostgres(url, null, null, Compartments.written("enforcement"));
        assertThatThrownBy(() -> asPolice.prepare(theirHost))
                .isInstanceOf(DatabaseNotReady.class)
                .hasMessageContaining("logins.properties");
        Properties few = new Properties();
        for (Compartment one : Compartments.written("enforcement").served())
            few.setProperty(one.login(), whole.password(one.login()));
        try (var out = Files.newOutputStream(theirHost.keys().resolve("logins.properties"))) {
            few.store(out, null);
        }
        assertThatThrownBy(() -> asPolice.prepare(theirHost))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("enforcement.key")
                .hasMessageNotContaining("protection");
        for (String key : KeyFiles.holders(Compartments.written("enforcement")))
            Files.copy(
                    ours.keys().resolve(new KeyFiles.Key(key, 1).file()),
                    theirHost.keys().resolve(new KeyFiles.Key(key, 1).file()));
        DatabaseAddress police = asPolice.prepare(theirHost);
        assertThat(police.passwords()).hasSize(6).doesNotContainKeys("akoma_protection", "akoma_migrator");
        assertThat(theirHost.keys().resolve("protection.key")).doesNotExist();
        theirHost.discard();
    }

    private static void ask(DatabaseAddress address, String sql) throws SQLException {
        String login = Compartment.PROTECTION.login();
        try (Connection connection = DriverManager.getConnection(address.url(), login, address.password(login))) {
            connection.createStatement().execute(sql);
        }
    }
}
