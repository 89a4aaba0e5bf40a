package org.akoma.start;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.akoma.Refused;
import org.akoma.Said;
import org.akoma.ground.database.DataFolder;

/**
 * A data folder that holds a demo, marked as such by {@code demo.properties}: which scenario, which day, and the latest moment its clock showed.
 * A later start continues from that moment; with an earlier clock, acts done in the demo would be in its future.
 */
final class DemoFolder {

    private static final String MARK = "demo.properties";
    private static final LocalTime OPENING = LocalTime.of(8, 0);
    private static final Duration KEEP_EVERY = Duration.ofSeconds(20);

    /** Invented so that anybody sees it, and they reach nobody: no number of Côte d’Ivoire begins with 00. */
    private static final List<String> HELP_LINES = List.of(
            "akoma.contacts.helplines[0].number=00 00 00 01 16",
            "akoma.contacts.helplines[0].country=CI",
            "akoma.contacts.helplines[0].free=true",
            "akoma.contacts.helplines[0].note=Allô Enfants",
            "akoma.contacts.helplines[1].number=+225 00 00 00 09 00",
            "akoma.contacts.helplines[1].country=CI",
            "akoma.contacts.helplines[1].free=false",
            "akoma.contacts.helplines[1].note=Akoma (24 h / 24)");

    private final DataFolder data;
    private final Properties mark;

    private DemoFolder(DataFolder data, Properties mark) {
        this.data = data;
        this.mark = mark;
    }

    static boolean isDemo(DataFolder data) {
        return Files.exists(data.root().resolve(MARK));
    }

    /** What the application must know when it runs on the folder: nothing, when that is no demo. */
    static List<String> propertiesOf(DataFolder data) {
        if (!isDemo(data)) return List.of();
        List<String> properties = new ArrayList<>(HELP_LINES);
        properties.add("akoma.demo=true");
        properties.add("akoma.clock.start=" + new DemoFolder(data, read(data)).clockStart());
        return properties;
    }

    /** What the demo's clock would say at its next start. */
    static Instant moment(DataFolder data) {
        return new DemoFolder(data, read(data)).clockStart();
    }

    /**
     * The folder, ready to run this demo: as it was left, or empty and marked. A demo of another day or scenario is set aside.
     *
     * @throws Refused when the folder holds something that is not a demo
     */
    static DemoFolder prepare(DataFolder data, byte[] scenario, LocalDate today, boolean fresh, PrintWriter out) {
        if (!isDemo(data) && !isEmpty(data.root())) {
            throw Refused.of("demo.other-folder", data.root());
        }
        String print = sha256(scenario);
        if (isDemo(data)) {
            Properties old = read(data);
            boolean same = print.equals(old.getProperty("scenario"))
                    && today.toString().equals(old.getProperty("today"));
            if (fresh || !Boolean.parseBoolean(old.getProperty("filled"))) {
                data.discard(); // asked for, or its first start was cut short
            } else if (same) {
                return new DemoFolder(data, old);
            } else {
                out.println(Said.say("demo.set-aside", setAside(data)));
            }
        }
        return create(data, today, print);
    }

    private static DemoFolder create(DataFolder data, LocalDate today, String print) {
        Properties mark = new Properties();
        mark.setProperty("scenario", print);
        mark.setProperty("today", today.toString());
        DemoFolder demo = new DemoFolder(data, mark);
        try {
            Files.createDirectories(data.root());
            demo.write();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to the data folder " + data.root(), e);
        }
        return demo;
    }

    boolean filled() {
        return Boolean.parseBoolean(mark.getProperty("filled"));
    }

    void markFilled() {
        mark.setProperty("filled", "true");
        write();
    }

    /** 08:00 UTC of the demo's day, or later when it ran before. */
    Instant clockStart() {
        Instant opening =
                LocalDate.parse(mark.getProperty("today")).atTime(OPENING).toInstant(ZoneOffset.UTC);
        String seen = mark.getProperty("seen");
        if (seen == null) {
            return opening;
        }
        // after a kill the clock may have shown up to one keeping interval more than was kept
        boolean stopped = Boolean.parseBoolean(mark.getProperty("stopped"));
        return Instant.parse(seen).plus(stopped ? Duration.ZERO : KEEP_EVERY.multipliedBy(2));
    }

    /** Writes down what the clock shows, now, from time to time, and when closed. */
    Keeper keepTime(Clock clock) {
        return new Keeper(clock);
    }

    /** The thread that keeps the time. */
    final class Keeper implements AutoCloseable {
        private final Clock clock;
        private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("demo-clock").factory());

        private Keeper(Clock clock) {
            this.clock = clock;
            seen(false);
            timer.scheduleAtFixedRate(
                    () -> seen(false), KEEP_EVERY.toSeconds(), KEEP_EVERY.toSeconds(), TimeUnit.SECONDS);
        }

        private synchronized void seen(boolean stopped) {
            mark.setProperty("seen", clock.instant().toString());
            mark.setProperty("stopped", Boolean.toString(stopped));
            write();
        }

        @Override
        public void close() {
            timer.shutdownNow();
            seen(true);
        }
    }

    private synchronized void write() {
        Path next = data.root().resolve(MARK + ".next");
        try {
            try (Writer writer = Files.newBufferedWriter(next)) {
                mark.store(writer, "This folder holds a demo of Akoma, no real records.");
            }
            Files.move(
                    next,
                    data.root().resolve(MARK),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path setAside(DataFolder data) {
        String stamp = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now(ZoneOffset.UTC));
        Path aside = data.root().resolveSibling(data.root().getFileName() + ".before-" + stamp);
        data.moveTo(aside);
        return aside;
    }

    private static Properties read(DataFolder data) {
        Properties mark = new Properties();
        try (Reader reader = Files.newBufferedReader(data.root().resolve(MARK))) {
            mark.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return mark;
    }

    private static boolean isEmpty(Path folder) {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
