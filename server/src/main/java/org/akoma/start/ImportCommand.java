package org.akoma.start;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./akoma import scenario|htcds FILE}: reads a file into the records, whole or not at all. */
@Command(name = "import", description = "Read a file into the records: all of it or nothing.")
public class ImportCommand extends ApplicationCommand {

    @Command(name = "scenario", description = "A scenario (JSON).", mixinStandardHelpOptions = true)
    int scenario(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--dry-run", description = "Only list the problems.") boolean dryRun,
            @Mixin Folder folder) {
        return run(folder, "import scenario", file, dryRun);
    }

    @Command(
            name = "htcds",
            description = "IOM's Human Trafficking Case Data Standard (XLSX or CSV).",
            mixinStandardHelpOptions = true)
    int htcds(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--dry-run", description = "Only list the problems.") boolean dryRun,
            @Mixin Folder folder) {
        return run(folder, "import htcds", file, dryRun);
    }
}
