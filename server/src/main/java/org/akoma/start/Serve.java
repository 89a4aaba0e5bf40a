package org.akoma.start;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.akoma.Refused;
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
            throw new Refused("The folder " + data.root() + " holds a demo. Choose another with --data.");
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
            throw new Refused("The setting akoma.demo (AKOMA_DEMO, from " + source
                    + ") would turn off every second factor. Take it away to serve real records, or use ./akoma demo.");
    }

    /** One stolen disk, one snapshot or one copy of the folder would hold the records and what opens them. */
    private void refuseKeysBeside(DataFolder data) {
        if (data.keysAreBeside() && !folder.beside)
            throw new Refused(
                    "The keys lie in " + data.keysFolder() + ", below the records that they open. Move that folder to"
                            + " another disk and name it with --keys DIR, or allow it with --keys-beside-data.");
    }

    private void announce(DataFolder data, Running running) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println("Akoma is ready at " + Ready.address(running.port()));
        out.println("  data folder: " + data.root());
        FolderCheck.restored(data)
                .ifPresent(
                        words -> out.println("  restored " + words + ": partners' copies of roots.txt may go further"));
        if (running.context().getBean(RestoredCopy.class).isOne())
            out.println("  A RESTORED COPY: it sends nothing to anybody. " + RestoredCopy.TO_DO);
        if (doors.areOpenToOthers())
            out.println("  listening on " + doors.address
                    + " WITHOUT TLS: only a proxy that speaks TLS may reach this port (docs/operations.md)");
        out.println("  keys: " + data.keysFolder()
                + " (lost keys lose every record: keep a copy apart from the backups of the data)");
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
