package org.akoma.ground.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * An empty house as the migrations leave it, made once in a working copy until they change. Tests that are not about the making begin with a copy of it: a
 * cluster and all migrations take as long as dozens of other tests.
 */
final class MadeHouse {

    private static final PostgresSettings SETTINGS = PostgresSettings.forgetful(TestFolders.shared());

    private MadeHouse() {}

    /** Puts a house of its own, not opened yet, into a folder that holds nothing. */
    static void into(DataFolder data) {
        Path original = TestFolders.ofThisCopy("made");
        DataFolder made = new DataFolder(original.resolve("data"));
        try {
            Files.createDirectories(original);
            Files.setPosixFilePermissions(original, PosixFilePermissions.fromString("rwxr-xr-x"));
            try (var lock = FileChannel.open(
                            original.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = lock.lock()) {
                Path madeBy = original.resolve("made-by");
                String now = fingerprint(made);
                if (!Files.exists(madeBy) || !Files.readString(madeBy).equals(now)) {
                    Files.deleteIfExists(madeBy);
                    made.discard();
                    make(made);
                    Files.writeString(madeBy, now);
                }
                data.make();
                copy(made.cluster(), data.cluster());
                copy(made.keys().resolve("logins.properties"), data.keys().resolve("logins.properties"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        nameAnew(data);
    }

    private static void make(DataFolder made) throws SQLException {
        Logins logins = Logins.in(made);
        try (EmbeddedPostgres server = EmbeddedPostgres.start(made, logins.adminPassword(), SETTINGS)) {
            Database.furnish(server, logins);
            new Migrations(logins.address(EmbeddedPostgres.url(server.port(), "akoma"))).run();
        }
    }

    /** The migrations give a house its id: two copies would be one house. */
    private static void nameAnew(DataFolder data) {
        String password = Logins.in(data).adminPassword();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, password, SETTINGS);
                Connection admin = DriverManager.getConnection(
                        EmbeddedPostgres.url(server.port(), "akoma"), EmbeddedPostgres.ADMIN, password)) {
            Logins.execute(
                    admin,
                    List.of("set session_replication_role = replica", "update vault.house set id = gen_random_uuid()"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try {
            int code = new ProcessBuilder("cp", "-a", from.toString(), to.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) throw new IllegalStateException("cp ended with " + code);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Of the migrations, and of what makes a cluster and its logins. */
    private static String fingerprint(DataFolder made) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(new Migrations(Logins.in(made).address(""))
                    .own()
                    .toString()
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            for (Class<?> one : List.of(
                    EmbeddedPostgres.class,
                    PostgresBinaries.class,
                    Migrations.class,
                    Logins.class,
                    Database.class,
                    MadeHouse.class))
                try (InputStream compiled = one.getResourceAsStream(one.getSimpleName() + ".class")) {
                    digest.update(Objects.requireNonNull(compiled).readAllBytes());
                }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
