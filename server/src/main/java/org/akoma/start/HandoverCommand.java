package org.akoma.start;

import java.io.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.akoma.Command.Order;
import org.akoma.Refused;
import org.akoma.Said;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./akoma handover key|rotate|import|recall|receipt}: packages by which houses hand children's files over to each other. */
@Command(
        name = "handover",
        description = "Packages by which files are handed over to another house, and their receipts.")
public class HandoverCommand extends ApplicationCommand {

    @Command(
            name = "key",
            description =
                    "Print the open half of this house's key, for partners, and its fingerprint, to be compared by"
                            + " telephone.",
            mixinStandardHelpOptions = true)
    int key(@Mixin Folder folder) {
        return run(folder, "handover key", null, false);
    }

    @Command(
            name = "rotate",
            description =
                    "Make a new key of this house for packages. The former one opens packages for an overlap, or with"
                            + " --lost nothing from now on.",
            mixinStandardHelpOptions = true)
    int rotate(
            @Option(names = "--lost", description = "The former key is lost, or known to others.") boolean lost,
            @Mixin Folder folder) {
        return run(folder, lost ? "handover rotate-lost" : "handover rotate", null, false);
    }

    @Command(
            name = "import",
            description =
                    "Open and verify a package, say what it holds, and make a file of each child; writes the receipt"
                            + " for the sender.",
            mixinStandardHelpOptions = true)
    int take(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--show", description = "Only say what it holds.") boolean show,
            @Option(names = "--yes", description = "Do not ask before files are made.") boolean yes,
            @Option(
                            names = "--other-child",
                            paramLabel = "CODE",
                            split = ",",
                            description =
                                    "The child sent under this code is another one than those whose files have names"
                                            + " that sound alike.")
                    @Nullable
                    Set<String> others,
            @Option(
                            names = "--again",
                            paramLabel = "CODE",
                            split = ",",
                            description =
                                    "The child sent under this code is here already: what came before is replaced by"
                                            + " what this package holds.")
                    @Nullable
                    Set<String> again,
            @Option(
                            names = "--receipt",
                            paramLabel = "OUT",
                            description = "Where the receipt is written (default: FILE.receipt.age).")
                    @Nullable
                    Path receipt,
            @Mixin Folder folder) {
        refuseUnreadable(file);
        refuseWhatIsNotThere(folder, "handover import", file);
        try (Running running = Running.forCommand(folder.place())) {
            int shown = order(running, "handover import", file, true, null, Set.of(), Set.of());
            if (shown != 0 || show) return shown;
            if (!yes && !agreed()) return 1;
            return order(running, "handover import", file, false, receipt, orNone(others), orNone(again));
        }
    }

    @Command(
            name = "recall",
            description =
                    "Verify a call-back that the sender of a package sent: what it sent is imported no more, or closed;"
                            + " writes the receipt for the sender.",
            mixinStandardHelpOptions = true)
    int recall(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--show", description = "Only say what it asks.") boolean show,
            @Option(
                            names = "--receipt",
                            paramLabel = "OUT",
                            description = "Where the receipt is written (default: FILE.receipt.age).")
                    @Nullable
                    Path receipt,
            @Mixin Folder folder) {
        refuseUnreadable(file);
        refuseWhatIsNotThere(folder, "handover recall", file);
        try (Running running = Running.forCommand(folder.place())) {
            return order(running, "handover recall", file, show, receipt, Set.of(), Set.of());
        }
    }

    @Command(
            name = "receipt",
            description = "Verify a receipt that came back, and keep it with the package that it answers.",
            mixinStandardHelpOptions = true)
    int receipt(@Parameters(paramLabel = "FILE") Path file, @Mixin Folder folder) {
        refuseUnreadable(file);
        return run(folder, "handover receipt", file, false);
    }

    private int order(
            Running running,
            String name,
            Path file,
            boolean dryRun,
            @Nullable Path receipt,
            Set<String> others,
            Set<String> again) {
        var command = Objects.requireNonNull(spec).commandLine();
        return Running.order(
                running.context(),
                name,
                new Order(
                        Optional.of(file),
                        dryRun,
                        command.getOut(),
                        command.getErr(),
                        Optional.ofNullable(receipt).map(Path::toString),
                        others,
                        again));
    }

    private static Set<String> orNone(@Nullable Set<String> codes) {
        return codes == null ? Set.of() : codes;
    }

    private boolean agreed() {
        Console console = System.console();
        if (console == null || !console.isTerminal()) throw Refused.of("handover.say-yes");
        String answer = console.readLine("%s ", Said.say("handover.ask"));
        return answer != null && answer.strip().equalsIgnoreCase(Said.say("handover.yes"));
    }

    private static void refuseUnreadable(Path file) {
        if (!Files.isReadable(file)) throw Refused.of("file.none", file);
    }
}
