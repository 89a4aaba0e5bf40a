package org.akoma.start;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.akoma.Command.Order;
import org.akoma.ground.database.DataFolder;
import org.akoma.ground.database.HouseRestore;
import org.akoma.ground.database.KeysPlace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./akoma restore DIR --data NEW}: a backup becomes a house again, and its journal is verified. */
@Command(
        name = "restore",
        description =
                "Make a house again of what ./akoma backup wrote, in the new folder that --data names, and verify its journal."
                        + " With AKOMA_DB_URL, AKOMA_DB_USER and AKOMA_DB_PASSWORD: in the empty database that they name. Overwrites nothing.",
        mixinStandardHelpOptions = true)
public class RestoreCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "The folder that ./akoma backup wrote.")
    Path from = Path.of("backup");

    @Mixin
    ApplicationCommand.Folder folder = new ApplicationCommand.Folder();

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        DataFolder data = place();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        HouseRestore.Restored restored = HouseRestore.restore(from, data);
        out.println("The house of " + restored.madeAt() + " is in " + data.root() + ", with its keys in "
                + data.keysFolder() + ".");
        out.println(
                restored.newestRoot() == 0
                        ? "Its journal had no root yet."
                        : "Its journal ends with root " + restored.newestRoot()
                                + ". What came after is lost; partners' copies of roots.txt that go further will say so.");
        out.flush();
        int fits = verify(data, out, err);
        String url = System.getenv("AKOMA_DB_URL");
        if (fits == 0)
            out.println("Start it: " + (url == null ? "" : "AKOMA_DB_URL='" + url + "' ") + "./akoma serve --data "
                    + data.root());
        out.flush();
        return fits;
    }

    /** The keys that were named, or those of the backup where they still lie. */
    private DataFolder place() {
        boolean named = folder.keys != null || System.getenv("AKOMA_KEYS") != null;
        Path before = HouseRestore.keysOf(from);
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
