package org.akoma.ground.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Brings the schema of every room up to date, lower floors first. A room keeps its migrations in {@code db/migration/<room>} and
 * names its tables in full; its history is the table {@code akoma_history.<room>}.
 */
final class Migrations {

    /** house.md, section 2: from the ground up. A room without migrations is passed over. */
    static final List<String> ROOMS = List.of(
            "access",
            "vault",
            "journal",
            "reference",
            "oversight",
            "slips",
            "operations",
            "training",
            "cases",
            "assistance",
            "followup",
            "referrals",
            "attachments",
            "evaluation",
            "disclosure",
            "handover",
            "tasks",
            "drafts",
            "notices",
            "indicators",
            "reports",
            "publication",
            "exchange",
            "packages",
            "retention",
            "signals",
            "sync");

    private static final Logger log = LoggerFactory.getLogger(Migrations.class);
    private static final String HISTORY = "akoma_history";
    private static final long LOCK = 0x616b6f6d61L; // "akoma"

    private final DatabaseAddress address;
    private final PathMatchingResourcePatternResolver resources = new PathMatchingResourcePatternResolver();

    Migrations(DatabaseAddress address) {
        this.address = address;
    }

    /** Two copies of the application may call this at once: one works, the other waits and finds nothing to do. */
    void run() {
        try (Connection connection = DriverManager.getConnection(
                address.url(), Compartment.MIGRATOR, address.password(Compartment.MIGRATOR))) {
            Logins.execute(
                    connection,
                    List.of(
                            "SELECT pg_advisory_lock(" + LOCK + ")",
                            "SET client_min_messages = warning",
                            "CREATE SCHEMA IF NOT EXISTS " + HISTORY,
                            "CREATE TABLE IF NOT EXISTS " + HISTORY
                                    + ".fingerprint (room text PRIMARY KEY, sha256 text NOT NULL)"));
            Map<String, String> done = fingerprints(connection);
            refuseNewer(connection, done);
            int applied = 0;
            for (String room : ROOMS) applied += migrate(connection, room, done);
            if (applied > 0) log.info("The database is brought up to date: {} migrations applied", applied);
            Logins.execute(
                    connection,
                    List.of(
                            "CALL access.guard_against_reading_sessions()",
                            "CALL access.guard_seals()",
                            "CALL access.guard_versions()"));
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot bring the database up to date: " + e.getMessage(), e);
        }
    }

    /** People enter at any moment, not only now: for a demo and for tests. No way leads back but a new database. */
    void allowAnyMoment() {
        try (Connection connection = DriverManager.getConnection(
                address.url(), Compartment.MIGRATOR, address.password(Compartment.MIGRATOR))) {
            Logins.execute(connection, List.of("UPDATE access.entrance SET any_moment = true WHERE NOT any_moment"));
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot let the demo's time differ from the clock's: " + e.getMessage(), e);
        }
    }

    /** The rooms whose migrations are not, or not yet, those that the database was made by; all of them in an empty one. */
    List<String> pending(Connection connection) throws SQLException {
        Map<String, String> done = isBegun(connection) ? fingerprints(connection) : Map.of();
        return ROOMS.stream()
                .filter(room -> files(room).length > 0)
                .filter(room -> !fingerprint(files(room)).equals(done.get(room)))
                .toList();
    }

    /** The fingerprint of each room's migrations, as this program has them. */
    Map<String, String> own() {
        Map<String, String> prints = new TreeMap<>();
        for (String room : ROOMS) if (files(room).length > 0) prints.put(room, fingerprint(files(room)));
        return prints;
    }

    /**
     * A program that is older than its database would write what newer rules forbid.
     *
     * @throws StartRefused naming the room
     */
    void refuseNewer(Connection connection) throws SQLException {
        if (isBegun(connection)) refuseNewer(connection, fingerprints(connection));
    }

    private void refuseNewer(Connection connection, Map<String, String> done) throws SQLException {
        for (Map.Entry<String, String> room : done.entrySet()) {
            Resource[] files = files(room.getKey());
            if (fingerprint(files).equals(room.getValue())) continue;
            int newest = Arrays.stream(files).mapToInt(Migrations::number).max().orElse(0);
            if (applied(connection, room.getKey()) > newest)
                throw new StartRefused(
                        "refused.database.newer", room.getKey(), applied(connection, room.getKey()), newest);
        }
    }

    private static boolean isBegun(Connection connection) throws SQLException {
        return ServerCheck.text(connection, "SELECT (to_regclass('" + HISTORY + ".fingerprint') IS NOT NULL)::text")
                .equals("true");
    }

    /** {@code V12__subject.sql} is 12. */
    private static int number(Resource file) {
        String name = Objects.requireNonNullElse(file.getFilename(), "");
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }

    private static int applied(Connection connection, String room) throws SQLException {
        return ServerCheck.text(connection, "SELECT (to_regclass('" + HISTORY + "." + room + "') IS NOT NULL)::text")
                        .equals("true")
                ? (int) ServerCheck.number(
                        connection, "SELECT coalesce(max(version::int), 0) FROM " + HISTORY + "." + room)
                : 0;
    }

    /** Flyway takes a quarter of a second per room only to find nothing new; the files' fingerprint says so at once. */
    private int migrate(Connection connection, String room, Map<String, String> done) throws SQLException {
        Resource[] files = files(room);
        String print = fingerprint(files);
        if (files.length == 0 || print.equals(done.get(room))) {
            return 0;
        }
        Logins.execute(connection, List.of("CREATE SCHEMA IF NOT EXISTS " + room));
        int applied = bringUp(room);
        remember(connection, room, print);
        return applied;
    }

    /** What was applied is never changed after a release; a database of the time before may have been made by other files. */
    private int bringUp(String room) {
        try {
            return flyway(room).migrate().migrationsExecuted;
        } catch (FlywayValidateException otherFiles) {
            throw new StartRefused("refused.database.other-build", room);
        }
    }

    private Flyway flyway(String room) {
        return Flyway.configure()
                .dataSource(address.url(), Compartment.MIGRATOR, address.password(Compartment.MIGRATOR))
                .schemas(HISTORY)
                .table(room)
                .locations("classpath:db/migration/" + room)
                .baselineOnMigrate(true) // the history schema already holds the other rooms' tables
                .baselineVersion("0")
                .placeholderReplacement(false)
                .cleanDisabled(true)
                .load();
    }

    private Resource[] files(String room) {
        try {
            Resource[] found = resources.getResources("classpath*:db/migration/" + room + "/*.sql");
            Arrays.sort(found, Comparator.comparing(file -> Objects.requireNonNullElse(file.getFilename(), "")));
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the migrations of " + room, e);
        }
    }

    private static String fingerprint(Resource[] files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Resource file : files) {
                digest.update((file.getFilename() + "\0").getBytes(java.nio.charset.StandardCharsets.UTF_8));
                digest.update(file.getContentAsByteArray());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read a migration", e);
        }
    }

    private static Map<String, String> fingerprints(Connection connection) throws SQLException {
        Map<String, String> found = new HashMap<>();
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT room, sha256 FROM " + HISTORY + ".fingerprint");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
        }
        return found;
    }

    private static void remember(Connection connection, String room, String print) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + HISTORY
                + ".fingerprint VALUES (?, ?) ON CONFLICT (room) DO UPDATE SET sha256 = excluded.sha256")) {
            insert.setString(1, room);
            insert.setString(2, print);
            insert.executeUpdate();
        }
    }
}
