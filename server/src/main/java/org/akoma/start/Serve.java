package org.akoma.start;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.akoma.Refused;
import org.akoma.Said;
import org.akoma.ground.database.DataFolder;
import org.akoma.ground.database.Database;
import org.akoma.ground.database.FolderCheck;
import org.akoma.ground.database.Owner;
import org.akoma.ground.database.RestoredCopy;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./akoma serve}: the application on real records and real time. */
@Command(name = "serve", description = "Run Akoma on real records.", mixinStandardHelpOptions = true)
public class Serve implements Callable<Integer> {

    @Mixin
    ApplicationCommand.Listening doors = new ApplicationCommand.Listening();

    @Mixin
    ApplicationCommand.Folder folder = new ApplicationCommand.Folder();

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--stop-when-ready", hidden = true, description = "Used by ./akoma to train the AOT cache.")
    boolean stopWhenReady;

    @Override
    public Integer call() throws InterruptedException, IOException {
        DataFolder data = folder.place();
        if (DemoFolder.isDemo(data)) {
            throw Refused.of("serve.demo", data.root());
        }
        refuseKeysBeside(data);
        doors.properties(); // a wrong address is said before anything is opened
        ConfigurableEnvironment settings = SettingsCheck.settings();
        refuseDemo(settings);
        new StartSettings(settings).refuseWrong();
        doors.refuseTaken();
        Database database = Database.serve(data);
        Running running = Running.start(
                data,
                database,
                doors.properties(),
                context -> refuseDemo(context.getEnvironment()),
                context -> context.getBeanFactory().registerSingleton("firstStart", new FirstStart(context)));
        running.context().getBean(Owner.class).forget();
        data.serves(new StartSettings(settings).namedProxies());
        Ready.await(doors.reachable(), running.port());
        announce(data, running);
        database.watch();
        if (stopWhenReady) {
            Ready.visit(running.port(), "/sign-in");
            running.close();
        } else {
            untilStopped(running);
        }
        return 0;
    }

    /** As a setting it would turn off every second factor: real records are never served so. */
    private static void refuseDemo(ConfigurableEnvironment settings) {
        for (PropertySource<?> source : settings.getPropertySources()) {
            if (source instanceof CommandLinePropertySource) continue; // our own no
            refuseDemo(source.getProperty("akoma.demo"), source.getName());
        }
    }

    private static void refuseDemo(@Nullable Object value, String source) {
        if (value != null && !value.toString().isBlank() && !value.toString().equalsIgnoreCase("false"))
            throw Refused.of("serve.demo-setting", source);
    }

    /** One stolen disk, one snapshot or one copy of the folder would hold the records and what opens them. */
    private void refuseKeysBeside(DataFolder data) {
        if (data.keysAreBeside() && !folder.beside) throw Refused.of("serve.keys-beside", data.keysFolder());
    }

    private void announce(DataFolder data, Running running) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(Said.say("ready.address", Ready.address(running.port())));
        out.println("  " + Said.say("ready.folder", data.root()));
        FolderCheck.restored(data).ifPresent(words -> out.println("  " + Said.say("ready.restored", words)));
        if (running.context().getBean(RestoredCopy.class).isOne())
            out.println("  " + Said.say("ready.copy", Said.of(RestoredCopy.TO_DO)));
        if (doors.areOpenToOthers()) out.println("  " + Said.say("ready.open", doors.address));
        out.println("  " + Said.say("ready.keys", data.keysFolder()));
        running.context().getBean(FirstStart.class).words().forEach(line -> out.println("  " + line));
        out.flush();
    }

    /** Ctrl-C or a stop signal ends the program through {@link Running}'s hook. */
    static void untilStopped(Running running) throws InterruptedException {
        try (running) {
            new CountDownLatch(1).await();
        }
    }
}
