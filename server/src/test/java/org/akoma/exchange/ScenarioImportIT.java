package org.akoma.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.akoma.Command.Order;
import org.akoma.HouseIT;
import org.akoma.Time;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** The reference scenario, replayed into a real house; what comes out is compared with what its makers expect. */
class ScenarioImportIT extends HouseIT {

    static final Instant EVE_OF_MISSION = Instant.parse("2015-11-16T08:00:00Z");

    @Autowired
    ScenarioCommand command;

    @TempDir
    Path folder;

    @Test
    void theStoryIsToldOnce() throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Path file = folder.resolve("scenario.json");
        try (var shipped = getClass().getResourceAsStream("/demo/scenario.json")) {
            Files.write(file, shipped.readAllBytes());
        }
        Order order = new Order(Optional.of(file), false, new PrintWriter(out, true), new PrintWriter(err, true));
        long t = System.nanoTime();
        int code = Time.at(EVE_OF_MISSION, () -> command.run(order));
        System.out.println("IMPORT " + (System.nanoTime() - t) / 1_000_000 + " ms " + out + err);
        assertThat(code).as(err.toString()).isZero();
    }
}
