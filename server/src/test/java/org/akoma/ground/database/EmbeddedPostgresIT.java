package org.akoma.ground.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The embedded server through a life: made, killed, adopted, shut. */
class EmbeddedPostgresIT {

    private static final String LINE_OF_A_STRANGER = """
            %d
            %s
            1447660800
            1

            127.0.0.1
            """;

    private DataFolder data = new DataFolder(Path.of("unset"));

    @BeforeEach
    void folder() throws IOException {
        TestDatabase.address(); // unpacks the programs once for all
        Path folder = Files.createTempDirectory("akoma-it-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        data = new DataFolder(folder);
    }

    @AfterEach
    void leaveNothing() {
        data.discard();
    }

    @Test
    void whatWasWrittenIsThereAfterARestart() throws SQLException {
        try (Database first = serve()) {
            write(first, "kept");
        }
        try (Database second = serve()) {
            assertThat(read(second)).isEqualTo("kept");
        }
    }

    /** A copy of logins.properties that got away opens nothing after {@code keys logins} and a start. */
    @Test
    void forgottenPasswordsAreMadeAnewAtTheNextStart() throws SQLException {
        DatabaseAddress before;
        try (Database first = open()) {
            before = first.address();
            write(first, "kept");
            assertThatThrownBy(() -> LoginPasswords.forget(data)).isInstanceOf(DataFolderBusy.class);
        }
        assertThat(LoginPasswords.forget(data)).isEqualTo((int) Logins.names().count());
        try (Database second = open()) {
            assertThat(read(second)).isEqualTo("kept");
            for (String login : Logins.names().toList()) {
                assertThat(second.address().password(login)).isNotEqualTo(before.password(login));
                assertThatThrownBy(() ->
                                DriverManager.getConnection(second.address().url(), login, before.password(login)))
                        .as(login)
                        .isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void aServerThatAKilledApplicationLeftIsAdopted() throws SQLException {
        MadeHouse.into(data);
        DataFolder.Held lock = data.tryLock().orElseThrow();
        String password = Logins.in(data).adminPassword();
        EmbeddedPostgres orphan = EmbeddedPostgres.start(data, password, TestDatabase.settings());
        long pid = Postmaster.of(data.cluster()).orElseThrow().pid();
        lock.close(); // what the operating system does to the lock of a killed process; the server lives on

        try (Database heir = open()) {
            assertThat(Postmaster.of(data.cluster()).orElseThrow()).isEqualTo(new Postmaster(pid, orphan.port()));
            write(heir, "after");
            assertThat(read(heir)).isEqualTo("after");
        }
        assertThat(Postmaster.of(data.cluster())).as("the heir stops it").isEmpty();
    }

    @Test
    void aServerThatIsKilledUnderAServingApplicationIsStartedAgain() throws Exception {
        try (Database serving = open()) {
            serving.watch(TestDatabase.settings(), java.time.Duration.ofMillis(300));
            ProcessHandle.of(Postmaster.of(data.cluster()).orElseThrow().pid())
                    .orElseThrow()
                    .destroyForcibly();
            boolean back = false;
            for (int tries = 0; tries < 120 && !back; tries++) {
                Thread.sleep(500);
                try (Connection again = connect(serving)) {
                    back = again.isValid(5);
                } catch (SQLException away) {
                    assertThat(away.getMessage()).isNotBlank();
                }
            }
            assertThat(back).isTrue();
        }
        assertThat(Postmaster.of(data.cluster())).as("closed for good").isEmpty();
    }

    @Test
    void anAdoptedServerThatDoesNotKnowUsIsReplaced() throws SQLException, IOException {
        DataFolder.Held lock = data.tryLock().orElseThrow();
        EmbeddedPostgres.start(data, Logins.in(data).adminPassword(), TestDatabase.settings());
        long pid = Postmaster.of(data.cluster()).orElseThrow().pid();
        assertThat(EmbeddedPostgres.start(data, "a wrong password", TestDatabase.settings()))
                .isNotNull();
        assertThat(Postmaster.of(data.cluster()).orElseThrow().pid()).isNotEqualTo(pid);
        lock.close();
    }

    /** A copy of a data folder says the same port as the folder. */
    @Test
    void aPortThatAnotherProgramHoldsIsGivenUpForAnother() throws Exception {
        try (Database first = open()) {
            write(first, "kept");
        }
        int last = Integer.parseInt(Files.readString(data.portFile()).strip());
        try (ServerSocket other = new ServerSocket(last, 1, InetAddress.getByName("127.0.0.1"));
                Database second = open()) {
            assertThat(other.isBound()).isTrue();
            assertThat(read(second)).isEqualTo("kept");
            assertThat(Postmaster.of(data.cluster()).orElseThrow().port()).isNotEqualTo(last);
            assertThat(Files.readString(data.portFile()).strip()).isNotEqualTo(String.valueOf(last));
        }
    }

    /** It may be taken after it was found free: then the sentence names it, and nothing of the disk. */
    @Test
    void aPortThatIsTakenInTheMeantimeIsNamed() throws Exception {
        try (DataFolder.Held lock = data.tryLock().orElseThrow();
                EmbeddedPostgres server =
                        EmbeddedPostgres.start(data, Logins.in(data).adminPassword(), TestDatabase.settings())) {
            ProcessHandle process = ProcessHandle.of(
                            Postmaster.of(data.cluster()).orElseThrow().pid())
                    .orElseThrow();
            process.destroyForcibly();
            process.onExit().get();
            try (ServerSocket other = taken(server.port())) {
                assertThatThrownBy(() -> server.startIfGone(TestDatabase.settings()))
                        .isInstanceOf(PortTaken.class)
                        .hasMessageContaining("port " + other.getLocalPort())
                        .hasMessageNotContainingAny("MiB");
            }
            server.startIfGone(TestDatabase.settings());
            assertThat(Postmaster.of(data.cluster())).isPresent();
            assertThat(lock).isNotNull();
        }
    }

    /** The dead server's connections may hold it for a moment. */
    private static ServerSocket taken(int port) throws Exception {
        for (int tries = 0; ; tries++)
            try {
                return new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
            } catch (IOException busy) {
                if (tries == 50) throw busy;
                Thread.sleep(100);
            }
    }

    @Test
    void aPidFileThatOutlivedItsServerIsNoObstacle() throws SQLException, IOException {
        open().close();
        Path stale = data.cluster().resolve("postmaster.pid");
        long somebodyElse = ProcessHandle.current().pid();
        Files.writeString(stale, LINE_OF_A_STRANGER.formatted(somebodyElse, data.cluster()));

        try (Database database = open()) {
            write(database, "started");
            assertThat(read(database)).isEqualTo("started");
        }
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void aFolderServesOneApplication() {
        try (Database first = open()) {
            assertThat(first).isNotNull();
            assertThatThrownBy(this::open)
                    .isInstanceOf(DataFolderBusy.class)
                    .hasMessageContaining(data.root().toString());
            try (Database beside = Database.embeddedForCommand(data)) {
                assertThat(beside.address()).isEqualTo(first.address());
            }
            assertThat(EmbeddedPostgres.portOf(data))
                    .as("closing a command leaves the server alone")
                    .isPresent();
        }
    }

    @Test
    void secretsAreForTheApplicationsUserOnly() throws IOException {
        serve().close();
        assertThat(mode(data.keys())).isEqualTo("rwx------");
        assertThat(mode(data.keys().resolve("logins.properties"))).isEqualTo("rw-------");
        assertThat(mode(data.cluster())).isEqualTo("rwx------");
        assertThat(data.cluster().resolveSibling("pg-password")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void noOneEntersWithoutTheirPassword(Compartment compartment) {
        String url = TestDatabase.address().url();
        assertThatThrownBy(() -> DriverManager.getConnection(url, compartment.login(), "guessed"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @ParameterizedTest
    @EnumSource
    void settingsAndObjectsAreClosedToTheCompartments(Compartment compartment) throws SQLException {
        try (Connection login = TestDatabase.connectAs(compartment.login())) {
            assertRefused(login, "SELECT set_config('akoma.actor', 'x', true)", "permission denied for function");
            for (String object : new String[] {"lo_create(0)", "lo_creat(-1)", "lo_from_bytea(0, 'a')"})
                assertRefused(login, "SELECT " + object, "permission denied for function");
            assertRefused(login, "CREATE TABLE public.mine (id int)", "permission denied");
            assertRefused(login, "CREATE SCHEMA mine", "permission denied");
            assertRefused(login, "CREATE TEMP TABLE mine (id int)", "permission denied");
            assertRefused(login, "SET ROLE akoma_migrator", "permission denied");
            assertRefused(login, "SELECT * FROM akoma_history.fingerprint", "permission denied");
        }
    }

    @Test
    void statementsNeverReachTheLog() throws SQLException, IOException {
        try (Database database = open();
                Connection migrator = connect(database)) {
            assertRefused(migrator, "SELECT 'a child''s name'::int", "invalid input syntax");
            assertThat(Files.readString(data.root().resolve("pg.log"))).doesNotContain("SELECT 'a child");
        }
    }

    /** At first on a copy of a made house, but where the making is tested. */
    private Database open() {
        if (!data.hasCluster()) MadeHouse.into(data);
        return serve();
    }

    private Database serve() {
        return Database.serve(data, TestDatabase.settings());
    }

    private static void assertRefused(Connection connection, String sql, String why) {
        assertThatThrownBy(() -> connection.createStatement().execute(sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(why);
    }

    private static Connection connect(Database database) throws SQLException {
        DatabaseAddress address = database.address();
        return DriverManager.getConnection(address.url(), Compartment.MIGRATOR, address.password(Compartment.MIGRATOR));
    }

    private static void write(Database database, String word) throws SQLException {
        try (Connection connection = connect(database)) {
            connection.createStatement().execute("CREATE TABLE IF NOT EXISTS public.note (word text)");
            connection.createStatement().execute("INSERT INTO public.note VALUES ('" + word + "')");
        }
    }

    private static String read(Database database) throws SQLException {
        try (Connection connection = connect(database);
                var rows = connection.createStatement().executeQuery("SELECT word FROM public.note")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
