package org.akoma.start;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./akoma journal verify}: proves that nobody rewrote what happened. */
@Command(name = "journal", description = "The record of what happened.")
public class JournalCommand extends ApplicationCommand {

    @Command(
            name = "verify",
            description = "Recompute every entry; name the first that does not fit.",
            mixinStandardHelpOptions = true)
    int verify(
            @Option(
                            names = "--roots",
                            paramLabel = "FILE",
                            description =
                                    "Compare with a copy of roots.txt that a partner kept, instead of the folder's own.")
                    @Nullable
                    Path roots,
            @Mixin Folder folder) {
        return run(folder, "journal verify", roots, false);
    }
}
