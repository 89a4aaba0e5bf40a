package org.akoma.start;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.akoma.Refused;
import org.akoma.Said;
import org.akoma.ground.database.DataFolder;
import org.akoma.ground.database.Database;
import org.akoma.ground.database.Owner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./akoma demo}: the application with the reference scenario, living in the scenario's time. */
@Command(name = "demo", description = "Run Akoma with the reference scenario.", mixinStandardHelpOptions = true)
public class Demo implements Callable<Integer> {

    /** Of every demo account. The demo holds no real records. */
    static final String PASSWORD = "akoma-demo";

    @Mixin
    ApplicationCommand.Listening doors = new ApplicationCommand.Listening();

    @Mixin
    ApplicationCommand.Folder folder = new ApplicationCommand.Folder();

    @Option(names = "--scenario", paramLabel = "FILE", description = "Another scenario than the reference.")
    @Nullable
    Path scenario;

    @Option(
            names = "--today",
            paramLabel = "DATE",
            description = "The day the demo starts on (default: the scenario's eve of the evaluation mission).")
    @Nullable
    LocalDate today;

    @Option(names = "--fresh", description = "Start again: deletes the demo in the data folder.")
    boolean fresh;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        DataFolder data = new DataFolder(folder.data);
        byte[] story = scenario();
        LocalDate day = today == null ? eveOfMission(story) : today;
        refuseBeforeTheStory(story, day);
        doors.refuseTaken();
        new StartSettings(SettingsCheck.settings()).refuseWrong();
        DemoFolder demo = DemoFolder.prepare(data, story, day, fresh, out);
        List<String> properties = new ArrayList<>(DemoFolder.propertiesOf(data));
        properties.addAll(doors.properties());
        Running running = Running.start(
                data,
                Database.embedded(data),
                properties,
                context -> context.getBeanFactory()
                        .registerSingleton("demoFilling", new DemoFilling(demo, story, context)));
        running.context().getBean(Owner.class).forget();
        Ready.await(doors.reachable(), running.port());
        Instant clock = running.context().getBean(Clock.class).instant().truncatedTo(ChronoUnit.MINUTES);
        out.println(Said.say("ready.address", Ready.address(running.port())));
        out.println("  " + Said.say("ready.folder", data.root()));
        out.println("  " + Said.say("demo.clock", clock));
        out.println("  " + Said.say("demo.accounts", PASSWORD));
        accounts(story).forEach((role, username) -> out.printf("    %-10s %s%n", username, role));
        DemoSuccessor.accounts(story, LocalDate.ofInstant(clock, ZoneOffset.UTC))
                .forEach((role, username) -> out.printf("    %-10s %s%n", username, role));
        out.flush();
        Serve.untilStopped(running);
        return 0;
    }

    /** The first person of each role, in the scenario's order: role to user name. */
    private static Map<String, String> accounts(byte[] story) {
        Map<String, String> firsts = new LinkedHashMap<>();
        for (JsonNode person : JsonMapper.shared().readTree(story).path("staff")) {
            String username = person.path("code").asString().toLowerCase(Locale.ROOT);
            firsts.putIfAbsent(person.path("role").asString(), username);
        }
        return firsts;
    }

    private byte[] scenario() {
        try (InputStream shipped = Demo.class.getResourceAsStream("/demo/scenario.json")) {
            return scenario == null ? Objects.requireNonNull(shipped).readAllBytes() : Files.readAllBytes(scenario);
        } catch (IOException e) {
            throw Refused.of("demo.unreadable", scenario, e.getMessage());
        }
    }

    /** Before an earlier demo is set aside. Contracts and roles of its people begin with the year of the operation: before it nobody can act. */
    static void refuseBeforeTheStory(byte[] story, LocalDate day) {
        String start =
                JsonMapper.shared().readTree(story).at("/operation/start").asString("");
        if (!start.matches("\\d{4}-\\d{2}-\\d{2}")) return; // the import names what is wrong with it
        LocalDate first = LocalDate.parse(start).withDayOfYear(1);
        if (day.isBefore(first)) throw Refused.of("demo.too-early", first.getYear(), first);
    }

    private static LocalDate eveOfMission(byte[] story) {
        try {
            String eve = JsonMapper.shared()
                    .readTree(story)
                    .at("/meta/asOf/eveOfMission")
                    .asString();
            return LocalDate.parse(eve);
        } catch (RuntimeException e) {
            throw Refused.of("demo.no-day");
        }
    }
}
