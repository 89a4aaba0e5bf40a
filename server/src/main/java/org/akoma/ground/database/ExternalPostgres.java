package org.akoma.ground.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.akoma.Said;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * A PostgreSQL of the operator's own (16 or newer), by the environment: AKOMA_DB_URL is the JDBC address of an existing, empty
 * database; AKOMA_DB_USER and AKOMA_DB_PASSWORD, of a superuser, are needed at first start only.
 *
 * @param user null when the logins are there already
 */
record ExternalPostgres(
        String url, @Nullable String user, @Nullable String password, Compartments compartments) {

    private static final String WRONG_PASSWORD = "28P01";

    ExternalPostgres(String url, @Nullable String user, @Nullable String password) {
        this(url, user, password, Compartments.named(List.of()));
    }

    static Optional<ExternalPostgres> fromEnvironment() {
        return Optional.ofNullable(System.getenv("AKOMA_DB_URL"))
                .map(url -> new ExternalPostgres(
                        url,
                        System.getenv("AKOMA_DB_USER"),
                        System.getenv("AKOMA_DB_PASSWORD"),
                        Compartments.fromEnvironment()));
    }

    /**
     * Makes the logins when it may and brings the schemas up to date.
     *
     * @throws DatabaseNotReady naming the file of SQL to run first, when the logins are missing and we may not make them
     */
    DatabaseAddress prepare(DataFolder data) {
        refusePlainText(url);
        HouseCheck house = new HouseCheck(data, compartments);
        house.refuseOtherFolder(url);
        data.note().begin(data.keys());
        return compartments.areAll() ? prepare(data, house) : asGuest(data, house);
    }

    /**
     * The tables of a new house, to be filled from a backup.
     *
     * @throws StartRefused when the database holds a house already
     */
    void prepareForRestore(DataFolder data) {
        if (!compartments.areAll()) throw new StartRefused("refused.restore.one-side");
        prepare(data, new HouseCheck(data, compartments));
    }

    /** @throws StartRefused when records of a house are there, which would be overwritten */
    void refuseFilled() throws SQLException {
        refusePlainText(url);
        try (Connection admin = superuser()) {
            ServerCheck.refuseUnfit(admin);
            if (HouseCheck.house(admin).isPresent())
                throw new StartRefused("refused.restore.filled", url.replaceAll("[?].*", ""));
        }
    }

    Connection superuser() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    private DatabaseAddress prepare(DataFolder data, HouseCheck house) {
        Logins logins = Logins.in(data);
        DatabaseAddress address = logins.address(url);
        try {
            if (user != null) {
                install(logins, house);
            }
            check(address, Logins.names().toList());
        } catch (SQLException e) {
            Said mend = mend(e.getSQLState(), user != null)
                    .orElseGet(() -> Said.of("refused.database.prepare", write(data, logins)));
            throw new DatabaseNotReady(Said.of("refused.database.not-ready", url, e.getMessage(), mend), e);
        }
        bringUpToDate(address, house);
        return address;
    }

    /** What to do where no script in the database helps: nobody answers, there is no such database, or the superuser was refused. */
    static Optional<Said> mend(@Nullable String sqlState, boolean superuser) {
        if (sqlState == null) return Optional.empty();
        if (sqlState.startsWith("08")) return Optional.of(Said.of("refused.database.silent"));
        if (sqlState.equals("3D000")) return Optional.of(Said.of("refused.database.none"));
        return superuser && sqlState.startsWith("28")
                ? Optional.of(Said.of("refused.database.password"))
                : Optional.empty();
    }

    /**
     * To another machine only by an address that says how: without a word PostgreSQL's driver takes plain text when the server offers nothing
     * else, and whole files would be read on the way (OWASP ASVS 12.3.1).
     */
    static void refusePlainText(String url) {
        Properties said = Driver.parseURL(url, new Properties());
        if (said == null || said.getProperty("sslmode") != null || said.getProperty("ssl") != null) return;
        String hosts = Objects.requireNonNullElse(said.getProperty("PGHOST"), "localhost");
        if (!Stream.of(hosts.split(",")).allMatch(ExternalPostgres::isHere))
            throw new StartRefused("refused.database.plain-text", hosts);
    }

    private static boolean isHere(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1") || host.equals("[::1]");
    }

    private void bringUpToDate(DatabaseAddress address, HouseCheck house) {
        try {
            Database.bringUpToDate(address, url, house);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A host of one side holds the passwords of its own logins and no others. The one of them that also holds the migrator's brings the
     * schemas up to date; the database was made by a host that held all.
     */
    private DatabaseAddress asGuest(DataFolder data, HouseCheck house) {
        DatabaseAddress address = Logins.kept(data).address(url);
        List<String> mine =
                compartments.served().stream().map(Compartment::login).sorted().toList();
        try {
            check(address, mine);
        } catch (SQLException | IllegalArgumentException e) {
            throw new DatabaseNotReady(Said.of("refused.database.guest", mine, url, e.getMessage()), e);
        }
        if (address.passwords().containsKey(Compartment.MIGRATOR)) bringUpToDate(address, house);
        else checkAsGuest(address, house);
        return address;
    }

    private void checkAsGuest(DatabaseAddress address, HouseCheck house) {
        String login = Compartment.ADMINISTRATION.login(); // every host has it
        try (Connection guest = DriverManager.getConnection(url, login, address.password(login))) {
            house.refuseOtherDatabase(guest);
            house.complete(guest, url, false);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void install(Logins logins, HouseCheck house) throws SQLException {
        try (Connection admin = superuser()) {
            ServerCheck.refuseUnfit(admin);
            house.refuseOtherDatabase(admin);
            if (HouseCheck.house(admin).isEmpty()) refuseSecondHouse(logins);
            logins.install(admin);
            Logins.execute(admin, Logins.walls(name(admin)));
        }
    }

    /** The logins belong to the server, not to a database: new passwords for this house would shut out another one that lives there. */
    private void refuseSecondHouse(Logins logins) throws SQLException {
        String login = Compartment.MIGRATOR;
        try {
            DriverManager.getConnection(url, login, logins.address(url).password(login))
                    .close();
        } catch (SQLException e) {
            if (WRONG_PASSWORD.equals(e.getSQLState()) && exists(login))
                throw new StartRefused("refused.database.other-logins", url.replaceAll("[?].*", ""));
        }
    }

    private boolean exists(String login) throws SQLException {
        try (Connection admin = superuser()) {
            return ServerCheck.number(
                            admin, "SELECT count(*) FROM pg_roles WHERE rolcanlogin AND rolname = '" + login + "'")
                    > 0;
        }
    }

    /** Checks on the server that every login can connect, and that only the migrator's may call {@code set_config}. */
    private static void check(DatabaseAddress address, List<String> logins) throws SQLException {
        for (String login : logins) {
            try (Connection connection = DriverManager.getConnection(address.url(), login, address.password(login));
                    var statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("""
                            SELECT has_function_privilege('pg_catalog.set_config(text, text, boolean)', 'EXECUTE')""")) {
                row.next();
                if (row.getBoolean(1) != login.equals(Compartment.MIGRATOR)) {
                    throw new SQLException("the right to call set_config is not as it must be for " + login);
                }
            }
        }
    }

    private static String name(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT quote_ident(current_database())")) {
            row.next();
            return row.getString(1);
        }
    }

    /** The script holds password verifiers, not passwords; still for the operator's eyes only. */
    private static Path write(DataFolder data, Logins logins) {
        Path file = data.keys().resolve("prepare-database.sql");
        try {
            List<String> sql = new ArrayList<>(logins.roles());
            sql.addAll(Logins.walls(":\"DBNAME\"")); // psql's own variable
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, String.join(";\n", sql) + ";\n");
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
