package org.akoma;

import org.akoma.ground.database.DataFolder;
import org.akoma.start.FilledDemo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The filled demo that all journeys of the JVM share; what they do stays. */
public final class DemoHouse {

    private static final JsonNode SCENARIO = JsonMapper.shared().readTree(FilledDemo.story());
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

    /** The scenario that it was filled from. */
    public static JsonNode scenario() {
        return SCENARIO;
    }
}
