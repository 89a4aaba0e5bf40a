package org.akoma;

import java.nio.file.Path;
import java.util.Optional;
import org.akoma.Command.Order;
import org.akoma.database.DataFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands that rooms contribute have in common: the data folder, and running inside the application. */
@CommandLine.Command(mixinStandardHelpOptions = true)
abstract class Inside {

    @Spec
    @Nullable
    CommandSpec spec;

    int run(Path data, String words, @Nullable Path file, boolean dryRun) {
        return run(data, words, file, dryRun, null);
    }

    int run(Path data, String words, @Nullable Path file, boolean dryRun, @Nullable String request) {
        CommandSpec command = java.util.Objects.requireNonNull(spec);
        try (Running running = Running.forCommand(new DataFolder(data))) {
            return Running.order(
                    running.context(),
                    words,
                    new Order(
                            Optional.ofNullable(file),
                            dryRun,
                            command.commandLine().getOut(),
                            command.commandLine().getErr(),
                            Optional.ofNullable(request)));
        }
    }

    /** The folder option, the same for all. */
    static final class Folder {
        @Option(
                names = "--data",
                defaultValue = "data",
                paramLabel = "DIR",
                description = "Data folder (default: ./data).")
        Path data = Path.of("data");
    }
}
