package org.akoma;

import java.nio.file.Path;
import org.akoma.start.FilledDemo;

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
        FilledDemo demo = FilledDemo.start();
        return new WalkedHouse("http://127.0.0.1:" + demo.port(), demo.data().root(), demo::close);
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
