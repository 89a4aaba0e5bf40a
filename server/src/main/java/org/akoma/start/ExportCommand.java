package org.akoma.start;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./akoma export htcds FILE}: writes records to a file. */
@Command(name = "export", description = "Write records to a file.")
public class ExportCommand extends ApplicationCommand {

    @Command(
            name = "htcds",
            description = "IOM's Human Trafficking Case Data Standard; the file's ending chooses XLSX or CSV.",
            mixinStandardHelpOptions = true)
    int htcds(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(
                            names = "--identified",
                            paramLabel = "REQUEST",
                            description =
                                    "With names: the number of a request that two persons approved. Default: without names.")
                    @Nullable
                    String request,
            @Mixin Folder folder) {
        return run(folder, "export htcds", file, false, request);
    }
}
