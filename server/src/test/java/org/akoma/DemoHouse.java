package org.akoma;

import org.akoma.ground.database.DataFolder;
import org.akoma.start.FilledDemo;

/** The filled demo that all journeys of the JVM share; what they do stays. */
public final class DemoHouse {

    private static final DemoHouse HOUSE = new DemoHouse();

    private final FilledDemo demo = FilledDemo.start();

    private DemoHouse() {
        Runtime.getRuntime().addShutdownHook(new Thread(demo::close));
    }

    public static DemoHouse open() {
        return HOUSE;
    }

    public int port() {
        return demo.port();
    }

    public String address() {
        return "http://127.0.0.1:" + port();
    }

    public DataFolder data() {
        return demo.data();
    }
}
