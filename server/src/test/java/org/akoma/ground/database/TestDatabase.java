package org.akoma.ground.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One real PostgreSQL per test JVM, with a house that nobody used before. The programs and a migrated cluster to copy are kept in the temporary folder
 * (which PostgreSQL's unprivileged user can reach), so that a later run starts in a second.
 */
public final class TestDatabase {

    private static final DataFolder DATA = folder();
    private static final Database DATABASE = start();
    private static final Map<String, HikariDataSource> POOLS = new ConcurrentHashMap<>();
    private static final List<String> LEFT_EMPTY = leftEmpty();
    private static final AtomicInteger EMPTIED = new AtomicInteger();

    private TestDatabase() {}

    /** Where the test database is, with the password of every login. */
    public static DatabaseAddress address() {
        return DATABASE.address();
    }

    /** The data folder that goes with the database: its keys, its published roots. */
    public static Path root() {
        return DATA.root();
    }

    /** What every start asks: that keys, folder and database belong together. */
    public static void checkHouse() {
        HouseCheck check = new HouseCheck(DATA, Compartments.named(List.of()));
        check.refuseOtherFolder(HouseNote.EMBEDDED);
        try (Connection owner = connectAs(Compartment.MIGRATOR)) {
            check.refuseOtherDatabase(owner);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A connection as one of the logins: {@code Compartment.PROTECTION.login()}, {@code Compartment.MIGRATOR}... It comes from a pool, because proving
     * the password takes longer than most statements.
     */
    public static Connection connectAs(String login) {
        try {
            return POOLS.computeIfAbsent(login, TestDatabase::pool).getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As {@link #connectAs}, and ended with the test: for what lasts a session, such as an advisory lock or a temporary table. */
    public static Connection sessionAs(String login) {
        try {
            return DriverManager.getConnection(address().url(), login, address().password(login));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HikariDataSource pool(String login) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("test-" + login);
        config.setJdbcUrl(address().url());
        config.setUsername(login);
        config.setPassword(address().password(login));
        config.setMinimumIdle(0);
        config.setMaximumPoolSize(8);
        config.setIdleTimeout(10_000);
        config.setConnectionTimeout(60_000);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /**
     * The statement that makes this person known in a transaction, as the application does: by a session, which is opened for it.
     *
     * @param moment an instant, or as PostgreSQL reads it
     */
    public static String entering(UUID person, Object moment) {
        try (Connection owner = connectAs(Compartment.MIGRATOR)) {
            return entering(owner, person, moment);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As {@link #entering(UUID, Object)}, in another database than the tests'. */
    public static String entering(DatabaseAddress address, UUID person, Object moment) {
        String login = Compartment.MIGRATOR;
        try (Connection owner = DriverManager.getConnection(address.url(), login, address.password(login))) {
            return entering(owner, person, moment);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a command does, with the owner's login: that of the jobs opens sessions that read, for rounds alone. */
    private static String entering(Connection owner, UUID person, Object moment) throws SQLException {
        UUID token = UUID.randomUUID();
        try (PreparedStatement open = owner.prepareStatement("select access.open_job(?, uuid_send(?))")) {
            open.setObject(1, person);
            open.setObject(2, token);
            open.execute();
        }
        return "select access.enter(uuid_send('" + token + "'), '" + moment + "')";
    }

    /** For {@code @ContextConfiguration(initializers = TestDatabase.Initializer.class)}. */
    public static final class Initializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getBeanFactory().registerSingleton("databaseAddress", address());
            TestPropertyValues.of("akoma.data=" + DATA.root()).applyTo(context);
        }
    }

    /** Does the work while no database answers; then it is back, on the same port. */
    public static void whileAway(Runnable work) {
        String password = Logins.in(DATA).adminPassword();
        EmbeddedPostgres.start(DATA, password, settings()).close(); // adopts the running one
        try {
            work.run();
        } finally {
            EmbeddedPostgres.start(DATA, password, settings());
        }
    }

    /** Does the work while every connection that the application has for a compartment is in use; then all are given back. */
    public static void whileInUse(DataSource connections, Compartment compartment, Runnable work) {
        HikariDataSource pool = (HikariDataSource)
                ((CompartmentDataSource) connections).getResolvedDataSources().get(compartment);
        List<Connection> held = new ArrayList<>();
        try {
            while (held.size() < pool.getMaximumPoolSize()) held.add(pool.getConnection());
            work.run();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            held.forEach(pool::evictConnection);
        }
    }

    public static PostgresSettings settings() {
        return PostgresSettings.forgetful(TestFolders.shared());
    }

    /** One per working copy; one of its own when another test run is busy in the same copy. */
    private static DataFolder folder() {
        Path root =
                TestFolders.ofThisCopy(System.getProperty("akoma.test.fork", "")); // JVMs that start in the same moment
        DataFolder usual = new DataFolder(root);
        return usual.isServed()
                ? new DataFolder(root.resolveSibling(
                        root.getFileName() + "-" + ProcessHandle.current().pid()))
                : usual;
    }

    private static Database start() {
        DATA.discard();
        MadeHouse.into(DATA);
        Database database = Database.embedded(DATA, settings());
        SpringApplication.getShutdownHandlers().add(database::close); // after every context is closed
        return database;
    }

    private static List<String> leftEmpty() {
        try (Superuser superuser = new Superuser(DATA)) {
            return Emptying.tables(superuser);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void emptyIfMoreThan(int people) {
        try (Superuser superuser = new Superuser(DATA)) {
            if (!Emptying.done(superuser, LEFT_EMPTY, people)) return;
            Files.deleteIfExists(
                    DATA.keysFolder().resolve(ErasureLedger.FILE)); // its erasures are of the rows that are gone
            EMPTIED.incrementAndGet();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How often it was emptied: what a class keeps for the next one is gone then. */
    public static int emptied() {
        return EMPTIED.get();
    }

    /** What no login of the application may write: the owner of the tables does it, for a set-up of older days. */
    public static void ownerDoes(String sql) {
        try (Connection owner = connectAs(Compartment.MIGRATOR);
                java.sql.Statement statement = owner.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
