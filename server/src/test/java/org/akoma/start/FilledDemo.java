package org.akoma.start;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.akoma.Akoma;
import org.akoma.Caller;
import org.akoma.Command;
import org.akoma.Visit;
import org.akoma.ground.database.DataFolder;
import org.akoma.ground.database.DemoDatabase;
import org.akoma.ground.database.Superuser;
import org.akoma.ground.database.TestFolders;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code ./akoma demo} runs: the application on its embedded PostgreSQL with the reference scenario, on the eve of the mission. The scenario
 * is replayed once in a working copy, until the application changes; each instance runs on a copy of that folder, which is deleted at the end.
 */
public final class FilledDemo implements AutoCloseable {

    private static final LocalDate EVE = LocalDate.parse("2015-11-16");
    private static final byte[] STORY = story();
    private static final JsonNode SCENARIO = JsonMapper.shared().readTree(STORY);

    private final DataFolder data;
    private final Running running;
    private String toldAgain = "";

    private FilledDemo(DataFolder data) {
        this.data = data;
        this.running = run(data, DemoFolder.prepare(data, STORY, EVE, false, new PrintWriter(System.out, true)));
    }

    public static FilledDemo start() {
        return new FilledDemo(copy());
    }

    /** The same months later: its clock shows this moment, and the scenario was told again, so that it went on until then. */
    public static FilledDemo goneOnUntil(Instant moment) {
        DataFolder data = copy();
        moveClock(data, moment);
        FilledDemo demo = new FilledDemo(data);
        demo.toldAgain = demo.tellAgain();
        return demo;
    }

    /** What the command answered that told the scenario again: empty where it was told once. */
    public String toldAgain() {
        return toldAgain;
    }

    private String tellAgain() {
        try {
            Path file = Files.write(Files.createTempFile("akoma-scenario", ".json"), STORY);
            try {
                StringWriter out = new StringWriter();
                PrintWriter both = new PrintWriter(out, true);
                Running.order(
                        running.context(), "import scenario", new Command.Order(Optional.of(file), false, both, both));
                count();
                return out.toString();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was told is in the figures at once: the application counts every ten seconds, and one counts at a time. */
    private void count() {
        try (Superuser superuser = new Superuser(data)) {
            superuser.run("do $$ begin perform pg_advisory_xact_lock(hashtextextended('indicators.count_changed', 0));"
                    + " perform indicators.count_changed(1000000, now()); end $$");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public DataFolder data() {
        return data;
    }

    public int port() {
        return running.port();
    }

    /** A program with a token of this person. */
    public Caller api(String username) {
        return new Caller(port(), null).as(username, Demo.PASSWORD);
    }

    /** A browser in which this person has signed in. */
    public Visit browser(String username) {
        return new Visit(port()).enter(username, Demo.PASSWORD);
    }

    /** The scenario, as it is shipped. */
    public static byte[] story() {
        try (var shipped = FilledDemo.class.getResourceAsStream("/demo/scenario.json")) {
            return Objects.requireNonNull(shipped).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, read. */
    public static JsonNode scenario() {
        return SCENARIO;
    }

    private static Running run(DataFolder data, DemoFolder demo) {
        List<String> properties = new ArrayList<>(DemoFolder.propertiesOf(data));
        properties.add("server.port=0");
        return Running.start(
                data,
                DemoDatabase.of(data),
                properties,
                context -> context.getBeanFactory()
                        .registerSingleton("demoFilling", new DemoFilling(demo, STORY, context)),
                FilledDemo::cheapPasswords);
    }

    /** Dozens of people sign in again and again. What a password costs in service is in {@code PasswordCostTest}. */
    private static void cheapPasswords(ConfigurableApplicationContext context) {
        ((GenericApplicationContext) context)
                .registerBean(
                        "cheapPasswords",
                        Argon2PasswordEncoder.class,
                        () -> new Argon2PasswordEncoder(16, 32, 1, 64, 1),
                        bean -> bean.setPrimary(true));
    }

    /** As if it had run until then and was stopped. */
    private static void moveClock(DataFolder data, Instant moment) {
        Path mark = data.root().resolve("demo.properties");
        try {
            Properties kept = new Properties();
            try (var reader = Files.newBufferedReader(mark)) {
                kept.load(reader);
            }
            kept.setProperty("seen", moment.toString());
            kept.setProperty("stopped", "true");
            try (var writer = Files.newBufferedWriter(mark)) {
                kept.store(writer, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One JVM replays the scenario, others wait for it. */
    private static DataFolder copy() {
        Path original = TestFolders.ofThisCopy("demo");
        try {
            Files.createDirectories(original);
            Files.setPosixFilePermissions(original, PosixFilePermissions.fromString("rwxr-xr-x"));
            try (var lock = FileChannel.open(
                            original.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = lock.lock()) {
                Path filledBy = original.resolve("filled-by");
                String now = fingerprint();
                if (!Files.exists(filledBy) || !Files.readString(filledBy).equals(now)) {
                    Files.deleteIfExists(filledBy);
                    fill(new DataFolder(original.resolve("data")));
                    Files.writeString(filledBy, now);
                }
                return copyOf(original.resolve("data"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With statistics of what was filled: a copy runs for less than the minute after which autovacuum first makes them. */
    private static void fill(DataFolder data) {
        DemoFolder demo = DemoFolder.prepare(data, STORY, EVE, true, new PrintWriter(System.out, true));
        DemoDatabase.makeIn(data);
        Running filled = run(data, demo);
        try (Superuser superuser = new Superuser(data)) {
            superuser.run("vacuum analyze");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            filled.close();
        }
    }

    /** With owners and permissions, which PostgreSQL asks for; on a port of its own. */
    private static DataFolder copyOf(Path original) throws IOException {
        Path folder = Files.createTempDirectory("akoma-demo");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path copy = folder.resolve("data");
        try {
            int code = new ProcessBuilder("cp", "-a", original.toString(), copy.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) throw new IllegalStateException("cp ended with " + code);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Files.deleteIfExists(copy.resolve("pg.port"));
        return new DataFolder(copy);
    }

    /** Of all that may change what the scenario leaves: classes, migrations, lists, versions of libraries. */
    private static String fingerprint() throws IOException {
        try {
            Path classes = Path.of(Akoma.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            List<Path> files = new ArrayList<>(List.of(Path.of("pom.xml"), Path.of("..", "pom.xml")));
            try (Stream<Path> all = Files.walk(classes)) {
                all.filter(Files::isRegularFile)
                        .filter(file -> !file.startsWith(classes.resolve("META-INF")))
                        .sorted()
                        .forEach(files::add);
            }
            for (Path file : files) digest.update(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        running.close();
        data.discard();
        try {
            Files.deleteIfExists(data.root());
            Files.deleteIfExists(Objects.requireNonNull(data.root().getParent()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
