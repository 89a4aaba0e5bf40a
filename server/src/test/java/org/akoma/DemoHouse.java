package org.akoma;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.akoma.database.DataFolder;
import org.akoma.database.Database;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code ./akoma demo} runs: the application on its embedded PostgreSQL with the reference scenario, on the eve of the mission. Started
 * once for all journeys of the JVM; what they do stays.
 */
public final class DemoHouse {

    private static final LocalDate EVE = LocalDate.parse("2015-11-16");
    private static final byte[] STORY = story();
    private static final DemoHouse HOUSE = new DemoHouse();

    private final DataFolder data;
    private final Running running;

    private DemoHouse() {
        data = new DataFolder(folder().resolve("data"));
        DemoFolder demo = DemoFolder.prepare(data, STORY, EVE, false, new PrintWriter(System.out, true));
        List<String> properties = new ArrayList<>(DemoFolder.propertiesOf(data));
        properties.add("server.port=0");
        running = Running.start(
                data,
                Database.embedded(data),
                properties,
                context -> context.getBeanFactory()
                        .registerSingleton("demoFilling", new DemoFilling(demo, STORY, context)));
        Runtime.getRuntime().addShutdownHook(new Thread(this::clearAway));
    }

    private void clearAway() {
        running.close();
        data.discard();
        try {
            Files.deleteIfExists(data.root());
            Files.deleteIfExists(Objects.requireNonNull(data.root().getParent()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static DemoHouse open() {
        return HOUSE;
    }

    public int port() {
        return running.port();
    }

    public String address() {
        return "http://127.0.0.1:" + port();
    }

    public DataFolder data() {
        return data;
    }

    /** The scenario that it was filled from. */
    public static JsonNode scenario() {
        return JsonMapper.shared().readTree(STORY);
    }

    private static byte[] story() {
        try (var shipped = DemoHouse.class.getResourceAsStream("/demo/scenario.json")) {
            return Objects.requireNonNull(shipped).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where PostgreSQL's unprivileged user can walk to; gone at the end. */
    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("akoma-demo");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
