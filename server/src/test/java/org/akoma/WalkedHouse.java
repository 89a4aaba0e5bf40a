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
import org.akoma.database.DataFolder;
import org.akoma.database.Database;
import tools.jackson.databind.json.JsonMapper;

/** A demo of its own, for a walk that changes whatever it can; or one that runs already. Its data are gone at the end. */
public final class WalkedHouse implements AutoCloseable {

    private final String address;
    private final Path data;
    private final Runnable end;

    private WalkedHouse(String address, Path data, Runnable end) {
        this.address = address;
        this.data = data;
        this.end = end;
    }

    public static WalkedHouse open() {
        String running = System.getProperty("akoma.walk.url");
        return running != null
                ? new WalkedHouse(running, Path.of(System.getProperty("akoma.walk.data")), () -> {})
                : started();
    }

    private static WalkedHouse started() {
        try {
            Path folder = Files.createTempDirectory("akoma-walk");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            DataFolder data = new DataFolder(folder.resolve("data"));
            byte[] story = JsonMapper.shared().writeValueAsBytes(DemoHouse.scenario());
            DemoFolder demo = DemoFolder.prepare(
                    data, story, LocalDate.parse("2015-11-16"), false, new PrintWriter(System.out, true));
            List<String> properties = new ArrayList<>(DemoFolder.propertiesOf(data));
            properties.add("server.port=0");
            Running running = Running.start(
                    data,
                    Database.embedded(data),
                    properties,
                    context -> context.getBeanFactory()
                            .registerSingleton("demoFilling", new DemoFilling(demo, story, context)));
            return new WalkedHouse("http://127.0.0.1:" + running.port(), data.root(), () -> {
                running.close();
                data.discard();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String address() {
        return address;
    }

    public Path data() {
        return data;
    }

    @Override
    public void close() {
        end.run();
    }
}
