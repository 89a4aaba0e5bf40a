package org.akoma.ground.database;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.postgresql.util.PasswordUtil;

/**
 * The logins of the compartments: their generated passwords, kept in {@code keys/logins.properties} (mode 0600), and the SQL
 * that makes them. None owns anything, none bypasses row-level security.
 */
final class Logins {

    private static final String FILE = "logins.properties";
    private static final int PASSWORD_BYTES = 24;

    /**
     * How often tables were read and written is for who monitors the server alone: it would tell who may not read a table what others, or a function, did
     * in it. The views of statistics ask these functions as who reads them.
     */
    private static final String HIDE_COUNTS = """
            DO $$ DECLARE counting regprocedure; BEGIN
                FOR counting IN SELECT p.oid FROM pg_catalog.pg_proc p WHERE p.pronamespace = 'pg_catalog'::regnamespace
                                 AND p.proname LIKE 'pg\\_stat\\_get\\_%' AND p.pronargs = 1 AND p.proargtypes[0] = 'oid'::regtype LOOP
                    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', counting);
                    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO pg_monitor', counting);
                END LOOP;
            END $$""";

    private final Map<String, String> passwords;

    private Logins(Map<String, String> passwords) {
        this.passwords = passwords;
    }

    /** The kept passwords; those missing are made and written first. */
    static Logins in(DataFolder data) {
        Path file = data.keys().resolve(FILE);
        Map<String, String> passwords = read(file);
        int kept = passwords.size();
        Stream.concat(names(), Stream.of(EmbeddedPostgres.ADMIN))
                .forEach(name -> passwords.computeIfAbsent(name, unused -> password()));
        if (passwords.size() > kept) {
            write(file, passwords);
        }
        return new Logins(passwords);
    }

    /** The kept passwords alone: what is missing is missing. */
    static Logins kept(DataFolder data) {
        return new Logins(read(data.keys().resolve(FILE)));
    }

    /**
     * Forgets all but the superuser's, which is kept nowhere else: the next start makes others and sets them in the server.
     *
     * @return how many
     * @throws DataFolderBusy when an application serves the folder: it could not connect any more
     * @throws KeyRefused on a host that holds some of the logins only, and could not set them
     */
    static int forget(DataFolder data) {
        try (DataFolder.Held lock = data.tryLock().orElseThrow(() -> new DataFolderBusy(data))) {
            Path file = data.keys().resolve(FILE);
            Map<String, String> passwords = read(file);
            if (!passwords.containsKey(Compartment.MIGRATOR))
                throw new KeyRefused("keys.elsewhere", Compartment.MIGRATOR);
            int before = passwords.size();
            passwords.keySet().retainAll(List.of(EmbeddedPostgres.ADMIN));
            write(file, passwords);
            return before - passwords.size();
        }
    }

    /** The migrator and one login per compartment. */
    static Stream<String> names() {
        return Stream.concat(
                Stream.of(Compartment.MIGRATOR),
                Arrays.stream(Compartment.values()).map(Compartment::login));
    }

    boolean isEmpty() {
        return passwords.isEmpty();
    }

    String adminPassword() {
        return Objects.requireNonNull(passwords.get(EmbeddedPostgres.ADMIN), "No superuser's password is kept");
    }

    /** Without the superuser's password: it stays with who starts the server, and out of the running application. */
    DatabaseAddress address(String url) {
        Map<String, String> told = new TreeMap<>(passwords);
        told.remove(EmbeddedPostgres.ADMIN);
        return new DatabaseAddress(url, told);
    }

    /** Makes or renews the logins in the server. Any database of it will do. Needs the right to make roles. */
    void install(Connection admin) throws SQLException {
        execute(admin, roles());
    }

    /**
     * The SQL that makes every login with its password (as a SCRAM verifier: the text holds no password). Running it again
     * changes nothing but salts.
     */
    List<String> roles() throws SQLException {
        List<String> sql = new java.util.ArrayList<>();
        for (String name : names().toList()) {
            sql.add("""
                    DO $$ BEGIN
                        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '%1$s') THEN CREATE ROLE %1$s; END IF;
                    END $$""".formatted(name));
            sql.add("ALTER ROLE " + name + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS");
            sql.add(PasswordUtil.genAlterUserPasswordSQL(
                    name, address("").password(name).toCharArray(), "scram-sha-256"));
        }
        return sql;
    }

    /**
     * The SQL that closes a database to everyone but our logins. Run in that database by a superuser. The application fixes who is acting
     * in settings of the transaction; were {@code set_config} free to all, an injected expression could change them. A large object belongs to a login and
     * not to a person: what one person put into it, everybody of the compartment could read, past row-level security.
     */
    static List<String> walls(String database) {
        String logins = String.join(", ", names().toList());
        return List.of(
                "ALTER DATABASE " + database + " OWNER TO " + Compartment.MIGRATOR,
                "REVOKE ALL ON DATABASE " + database + " FROM PUBLIC",
                "GRANT CONNECT ON DATABASE " + database + " TO " + logins,
                "REVOKE ALL ON SCHEMA public FROM PUBLIC",
                HIDE_COUNTS,
                "REVOKE EXECUTE ON FUNCTION pg_catalog.lo_creat(integer), pg_catalog.lo_create(oid), pg_catalog.lo_from_bytea(oid, bytea) FROM PUBLIC",
                "REVOKE EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) FROM PUBLIC",
                "GRANT EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) TO " + Compartment.MIGRATOR);
    }

    static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Map<String, String> read(Path file) {
        Properties kept = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                kept.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read the database passwords in " + file, e);
            }
        }
        Map<String, String> passwords = new TreeMap<>();
        kept.stringPropertyNames().forEach(name -> passwords.put(name, kept.getProperty(name)));
        return passwords;
    }

    private static void write(Path file, Map<String, String> passwords) {
        Properties properties = new Properties();
        properties.putAll(passwords);
        Path next = file.resolveSibling(FILE + ".next");
        try {
            StringWriter text = new StringWriter();
            properties.store(
                    text, "Passwords of the database logins. Secret. Without this file the database stays shut.");
            Files.deleteIfExists(next);
            Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(next, text.toString());
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the database passwords to " + file, e);
        }
    }

    private static String password() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
