package org.akoma.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One real PostgreSQL per test JVM, freshly migrated. Its programs and its empty cluster are kept in the temporary folder (which
 * PostgreSQL's unprivileged user can reach), so that a later run starts in a second.
 */
public final class TestDatabase {

    private static final Database DATABASE = start();

    private TestDatabase() {}

    /** Where the test database is, with the password of every login. */
    public static DatabaseAddress address() {
        return DATABASE.address();
    }

    /** A connection as one of the logins: {@code Compartment.PROTECTION.login()}, {@code Compartment.MIGRATOR}... */
    public static Connection connectAs(String login) {
        try {
            return DriverManager.getConnection(address().url(), login, address().password(login));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For {@code @ContextConfiguration(initializers = TestDatabase.Initializer.class)}. */
    public static final class Initializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getBeanFactory().registerSingleton("databaseAddress", address());
        }
    }

    private static Database start() {
        Path shared = Path.of(System.getProperty("java.io.tmpdir"), "akoma-test-" + System.getProperty("user.name"));
        String worktree = Integer.toHexString(Path.of("").toAbsolutePath().hashCode());
        DataFolder data = new DataFolder(shared.resolve(worktree));
        if (data.isServed()) { // another test run in the same folder
            data = new DataFolder(
                    shared.resolve(worktree + "-" + ProcessHandle.current().pid()));
        }
        try {
            Files.createDirectories(shared);
            Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Database database = Database.serveAfresh(data, PostgresSettings.forgetful(shared));
        Runtime.getRuntime().addShutdownHook(new Thread(database::close));
        return database;
    }
}
