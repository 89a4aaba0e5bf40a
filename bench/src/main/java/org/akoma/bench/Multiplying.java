package org.akoma.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;

/**
 * Makes many files of those that were loaded through the API, by SQL in the product's own tables: a million in minutes instead of hours.
 * Copies have no sealed words and no journal, so that only the files of the loaded workers are opened and measured; the copies are there to be passed over.
 * What the triggers and rounds would have counted of them is counted by the product's own functions.
 */
final class Multiplying {

    private final House house;
    private final int files;

    Multiplying(House house, int files) {
        this.house = house;
        this.files = files;
    }

    void run() throws Exception {
        if (house.data() == null) throw new IllegalArgumentException("Only a house of the bench's own is multiplied");
        long began = System.nanoTime();
        try (var script = Objects.requireNonNull(Multiplying.class.getResourceAsStream("multiply.sql"));
                Connection admin = Plans.admin(house.data());
                Statement statement = admin.createStatement()) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
            statement.execute("call bench.multiply(" + files + ")");
            Bench.print(Map.of("what", "multiply", "files", files, "seconds", seconds(began)));
            new Plans(house).vacuum();
            long counting = System.nanoTime();
            statement.execute("call bench.mark()");
            statement.execute("call bench.count()");
            Bench.print(Map.of("what", "count-indicators", "seconds", seconds(counting)));
        }
        new Plans(house).vacuum();
    }

    private static double seconds(long began) {
        return Times.hundredths((System.nanoTime() - began) / 1e9);
    }
}
