package org.akoma;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.akoma.database.DataFolder;
import org.akoma.database.Database;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./akoma serve}: the application on real records and real time. */
@Command(name = "serve", description = "Run Akoma on real records.", mixinStandardHelpOptions = true)
class Serve implements Callable<Integer> {

    @Option(names = "--port", defaultValue = "8080", description = "Port to listen on (default: 8080).")
    int port;

    @Mixin
    Inside.Folder folder = new Inside.Folder();

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
        Running running = Running.start(
                data,
                Database.serve(data),
                List.of("server.port=" + port),
                context -> context.getBeanFactory().registerSingleton("firstStart", new FirstStart(context)));
        Ready.await(running.port());
        announce(data, running);
        if (stopWhenReady) {
            Ready.visit(running.port(), "/sign-in");
            running.close();
        } else {
            untilStopped(running);
        }
        return 0;
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
