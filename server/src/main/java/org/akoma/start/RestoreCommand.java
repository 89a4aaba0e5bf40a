package org.akoma.start;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.akoma.Command.Order;
import org.akoma.Refused;
import org.akoma.Said;
import org.akoma.ground.database.DataFolder;
import org.akoma.ground.database.HouseLive;
import org.akoma.ground.database.HouseRestore;
import org.akoma.ground.database.KeysPlace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./akoma restore DIR --data NEW}: a backup becomes a house again, as a copy that sends nothing, and its journal is verified. {@code --live} makes
 * such a copy the house of the programme.
 */
@Command(
        name = "restore",
        description =
                "Make a house again of what ./akoma backup wrote, in the new folder that --data names, and verify its journal."
                        + " With AKOMA_DB_URL, AKOMA_DB_USER and AKOMA_DB_PASSWORD: in the empty database that they name. Overwrites nothing. The house is a copy that sends nothing,"
                        + " until --live --data NEW makes it the house of the programme in the stead of the old one.",
        mixinStandardHelpOptions = true)
public class RestoreCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The folder that ./akoma backup wrote.")
    @Nullable
    Path from;

    @Option(
            names = "--live",
            description =
                    "Make the copy in --data the house of the programme: the old house is gone or stopped for good.")
    boolean live;

    /** Beside a house on the usual port. */
    private static final int OTHER_PORT = 8081;

    @Mixin
    ApplicationCommand.Folder folder = new ApplicationCommand.Folder();

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (!spec.commandLine().getParseResult().hasMatchedOption("--data")) throw Refused.of("restore.folder");
        if (live) return goLive(out);
        Path backup = from;
        if (backup == null) throw Refused.of("restore.backup");
        DataFolder data = place(backup);
        PrintWriter err = spec.commandLine().getErr();
        HouseRestore.Restored restored = HouseRestore.restore(backup, data);
        out.println(Said.say("restore.done", restored.madeAt(), data.root(), data.keysFolder()));
        out.println(
                restored.newestRoot() == 0
                        ? Said.say("restore.no-root")
                        : Said.say("restore.last-root", restored.newestRoot()));
        out.flush();
        int fits = verify(data, out, err);
        if (fits == 0) sayWhatNext(out, data);
        out.flush();
        return fits;
    }

    private static void sayWhatNext(PrintWriter out, DataFolder data) {
        String url = System.getenv("AKOMA_DB_URL");
        String before = (url == null ? "" : "AKOMA_DB_URL='" + url + "' ") + "./akoma ";
        out.println(Said.say("restore.copy"));
        out.println(Said.say("restore.look", before + "serve --data " + data.root() + " --port " + OTHER_PORT));
        out.println(Said.say("restore.go-live", before + "restore --live --data " + data.root()));
    }

    private int goLive(PrintWriter out) {
        if (from != null) throw Refused.of("restore.live-alone");
        ApplicationCommand.refuseWhatIsNotThere(folder, "restore", null);
        DataFolder data = folder.place();
        HouseLive.make(data);
        out.println(Said.say("restore.live", data.root()));
        out.println(Said.say("restore.never-again", data.root()));
        out.println(Said.say("restore.go-over"));
        out.flush();
        return 0;
    }

    /** The keys that were named, or those of the backup where they still lie. */
    private DataFolder place(Path backup) {
        boolean named = folder.keys != null || System.getenv("AKOMA_KEYS") != null;
        Path before = HouseRestore.keysOf(backup);
        return !named && Files.isDirectory(before)
                ? new DataFolder(folder.data, before)
                : KeysPlace.of(folder.data, folder.keys, folder.beside);
    }

    private static int verify(DataFolder data, PrintWriter out, PrintWriter err) {
        try (Running running = Running.forCommand(data)) {
            return Running.order(running.context(), "journal verify", new Order(Optional.empty(), false, out, err));
        }
    }
}
