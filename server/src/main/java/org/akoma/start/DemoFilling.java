package org.akoma.start;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.akoma.Command;
import org.akoma.Refused;
import org.akoma.ground.people.Provisioning;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Imports the scenario into a fresh demo before the port is opened, so that nobody sees a partial import, and keeps the demo's clock until the
 * last request is answered.
 */
final class DemoFilling implements SmartLifecycle {

    private final DemoFolder demo;
    private final byte[] scenario;
    private final ApplicationContext context;
    private DemoFolder.@Nullable Keeper keeper;

    DemoFilling(DemoFolder demo, byte[] scenario, ApplicationContext context) {
        this.demo = demo;
        this.scenario = scenario;
        this.context = context;
    }

    @Override
    public void start() {
        if (!demo.filled()) {
            fill();
            context.getBean(Provisioning.class).nameStructures(DemoNames.structures());
            DemoSuccessor.settle(context);
            context.getBean(Provisioning.class).namePeople(DemoNames.people());
            DemoProject.tell(context);
            DemoPublication.tell(context, scenario);
            demo.markFilled();
        }
        keeper = demo.keepTime(context.getBean(Clock.class));
    }

    /** By a file that is gone afterwards: a scenario in the data folder would tell there what the database seals. */
    private void fill() {
        try {
            Path file = Files.createTempFile("akoma-scenario", ".json");
            try {
                Files.write(file, scenario);
                PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
                var order = new Command.Order(Optional.of(file), false, new PrintWriter(System.out, true), err);
                if (Running.order(context, "import scenario", order) != 0) {
                    throw Refused.of("demo.not-imported");
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (keeper != null) {
            keeper.close();
            keeper = null;
        }
    }

    @Override
    public boolean isRunning() {
        return keeper != null;
    }

    @Override
    public int getPhase() {
        return Running.BEFORE_LISTENING;
    }
}
