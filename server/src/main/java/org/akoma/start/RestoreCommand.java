package org.akoma.start;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.akoma.Command.Order;
import org.akoma.Refused;
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
        if (!spec.commandLine().getParseResult().hasMatchedOption("--data"))
            throw new Refused("Name the folder with --data DIR: the records of every child come to lie in it.");
        if (live) return goLive(out);
        Path backup = from;
        if (backup == null) throw new Refused("Name the backup: ./akoma restore BACKUP --data NEW");
        DataFolder data = place(backup);
        PrintWriter err = spec.commandLine().getErr();
        HouseRestore.Restored restored = HouseRestore.restore(backup, data);
        out.println("The house of " + restored.madeAt() + " is in " + data.root() + ", with its keys in "
                + data.keysFolder() + ".");
        out.println(
                restored.newestRoot() == 0
                        ? "Its journal had no root yet."
                        : "Its journal ends with root " + restored.newestRoot()
                                + ". What came after is lost; partners' copies of roots.txt that go further will say so.");
        out.flush();
        int fits = verify(data, out, err);
        if (fits == 0) sayWhatNext(out, data);
        out.flush();
        return fits;
    }

    private static void sayWhatNext(PrintWriter out, DataFolder data) {
        String url = System.getenv("AKOMA_DB_URL");
        String before = (url == null ? "" : "AKOMA_DB_URL='" + url + "' ") + "./akoma ";
        out.println(
                "It is a copy: it sends nothing, and every session, token, calendar address, link of a provider and one-time password in it is ended.");
        out.println("To look at it beside the house that works: " + before + "serve --data " + data.root() + " --port "
                + OTHER_PORT);
        out.println("In the stead of the old house, once that is stopped for good: " + before + "restore --live --data "
                + data.root());
    }

    private int goLive(PrintWriter out) {
        if (from != null)
            throw new Refused("--live is about a copy that was restored before: ./akoma restore --live --data DIR");
        ApplicationCommand.refuseWhatIsNotThere(folder, "restore", null);
        DataFolder data = folder.place();
        HouseLive.make(data);
        out.println("The house in " + data.root()
                + " is the house of the programme now, and its journal says so. It sends from its next start on.");
        out.println("Never start the old house again. Start this one: ./akoma serve --data " + data.root());
        out.println(
                "Data protection officer and administrator go over accounts and roles: what was ended after the backup holds again.");
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
