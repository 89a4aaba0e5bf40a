package org.akoma.ground.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The opened database of a data folder: running, with its logins, up to date. The caller who opens it closes it; closing stops the embedded server. */
public final class Database implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Database.class);
    private static final String NAME = "akoma";
    private static final Duration LOOKED_AT = Duration.ofSeconds(5);

    private final DatabaseAddress address;
    private final @Nullable EmbeddedPostgres server;
    private final DataFolder.@Nullable Held lock;
    private @Nullable ScheduledExecutorService watch;

    private Database(DatabaseAddress address, @Nullable EmbeddedPostgres server, DataFolder.@Nullable Held lock) {
        this.address = address;
        this.server = server;
        this.lock = lock;
    }

    /**
     * Opens the database for the serving application: yours when AKOMA_DB_URL names it, else the embedded one.
     *
     * @throws DataFolderBusy when another application serves the folder
     */
    public static Database serve(DataFolder data) {
        Optional<ExternalPostgres> external = ExternalPostgres.fromEnvironment();
        if (external.isPresent()) {
            return new Database(external.get().prepare(data), null, null);
        }
        return serve(data, PostgresSettings.lasting());
    }

    /** As {@link #forCommand}, but always the embedded server: a demo never touches a database of yours. */
    public static Database embeddedForCommand(DataFolder data) {
        return EmbeddedPostgres.portOf(data)
                .filter(port -> data.isServed())
                .map(port -> beside(data, port))
                .orElseGet(() -> embedded(data));
    }

    /**
     * As {@link #serve}, but always the embedded server, and any moment is taken for now: a demo never touches a database of yours.
     *
     * @throws DataFolderBusy when another application serves the folder
     */
    public static Database embedded(DataFolder data) {
        return embedded(data, PostgresSettings.lasting());
    }

    /** The same with a server of these settings. */
    static Database embedded(DataFolder data, PostgresSettings settings) {
        return serve(data, settings, true);
    }

    /**
     * Opens the database for a command. When an application serves the folder, the command works beside it and closing leaves that
     * application's server alone.
     */
    public static Database forCommand(DataFolder data) {
        if (ExternalPostgres.fromEnvironment().isPresent()) {
            return serve(data);
        }
        return embeddedForCommand(data);
    }

    /** A new, empty house of the embedded server, to be filled from a backup; the note of the folder says that it is not whole yet. */
    static Database forRestore(DataFolder data, PostgresSettings settings) {
        Unprivileged.refuseNameless(System.getProperty("user.name", ""));
        DataFolder.Held lock = data.tryLock().orElseThrow(() -> new DataFolderBusy(data));
        try {
            return opened(data, settings, false, lock, new HouseCheck(data, Compartments.named(List.of())));
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Database beside(DataFolder data, int port) {
        HouseCheck check = new HouseCheck(data, Compartments.named(List.of()));
        check.refuseOtherFolder(HouseNote.EMBEDDED);
        DatabaseAddress address = Logins.in(data).address(EmbeddedPostgres.url(port, NAME));
        try (Connection migrator = migrator(address)) {
            check.refuseOtherDatabase(migrator);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Database(address, null, null);
    }

    static Database serve(DataFolder data, PostgresSettings settings) {
        return serve(data, settings, false);
    }

    /** @param anyMoment for a demo or a test, whose time is not the wall clock's; a house that people work in never has it */
    private static Database serve(DataFolder data, PostgresSettings settings, boolean anyMoment) {
        Unprivileged.refuseNameless(System.getProperty("user.name", ""));
        DataFolder.Held lock = data.tryLock().orElseThrow(() -> new DataFolderBusy(data));
        try {
            return locked(data, settings, anyMoment, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Database locked(
            DataFolder data, PostgresSettings settings, boolean anyMoment, DataFolder.Held lock) {
        HouseCheck check = new HouseCheck(data, Compartments.named(List.of()));
        check.refuseOtherFolder(HouseNote.EMBEDDED);
        return opened(data, settings, anyMoment, lock, check);
    }

    private static Database opened(
            DataFolder data, PostgresSettings settings, boolean anyMoment, DataFolder.Held lock, HouseCheck check) {
        data.note().begin(data.keysFolder());
        Logins logins = Logins.in(data);
        EmbeddedPostgres server = EmbeddedPostgres.start(data, logins.adminPassword(), settings);
        DatabaseAddress address = logins.address(EmbeddedPostgres.url(server.port(), NAME));
        try {
            furnish(server, logins);
            bringUpToDate(address, HouseNote.EMBEDDED, check);
            if (anyMoment) new Migrations(address).allowAnyMoment();
        } catch (SQLException | RuntimeException e) {
            server.close();
            throw e instanceof RuntimeException known ? known : new IllegalStateException(e);
        }
        return new Database(address, server, lock);
    }

    /** The owner's work at a start: nothing in a database of another house, or beside keys that are not its own. */
    static void bringUpToDate(DatabaseAddress address, String kept, HouseCheck check) throws SQLException {
        try (Connection migrator = migrator(address)) {
            ServerCheck.refuseUnfit(migrator);
            check.refuseOtherDatabase(migrator);
        }
        new Migrations(address).run();
        try (Connection migrator = migrator(address)) {
            ServerCheck.refuseCounterBehind(migrator);
            check.complete(migrator, kept, true);
            new ErasureLedger(check.keyFiles()).apply(migrator);
        }
    }

    private static Connection migrator(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(address.url(), Compartment.MIGRATOR, address.password(Compartment.MIGRATOR));
    }

    /** From now on the embedded server is started again when its process is gone: looked at every few seconds, until this is closed. */
    public void watch() {
        watch(PostgresSettings.lasting(), LOOKED_AT);
    }

    void watch(PostgresSettings settings, Duration every) {
        EmbeddedPostgres watched = server;
        if (watched == null) return;
        watch = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("database-watch").daemon().factory());
        watch.scheduleWithFixedDelay(
                () -> {
                    try {
                        watched.startIfGone(settings);
                    } catch (RuntimeException e) {
                        log.warn("The database cannot be started again yet: {}", e.getMessage());
                    }
                },
                every.toMillis(),
                every.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Where the application connects. */
    public DatabaseAddress address() {
        return address;
    }

    @Override
    public void close() {
        if (watch != null) watch.shutdownNow();
        if (server != null) {
            server.close();
        }
        if (lock != null) {
            lock.close();
        }
    }

    /** The logins, and an empty database behind its walls where there is none. */
    static void furnish(EmbeddedPostgres server, Logins logins) throws SQLException {
        try (Connection admin = admin(server, logins, "postgres")) {
            logins.install(admin);
            if (!exists(admin)) {
                Logins.execute(
                        admin,
                        List.of(
                                "REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC",
                                "CREATE DATABASE " + NAME + " OWNER " + Compartment.MIGRATOR + " TEMPLATE template0"));
            }
        }
        try (Connection admin = admin(server, logins, NAME)) {
            Logins.execute(admin, Logins.walls(NAME));
        }
    }

    private static Connection admin(EmbeddedPostgres server, Logins logins, String database) throws SQLException {
        return DriverManager.getConnection(
                EmbeddedPostgres.url(server.port(), database), EmbeddedPostgres.ADMIN, logins.adminPassword());
    }

    private static boolean exists(Connection admin) throws SQLException {
        try (var statement = admin.createStatement();
                ResultSet row = statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + NAME + "'")) {
            return row.next();
        }
    }
}
