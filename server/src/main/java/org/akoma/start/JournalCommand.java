package org.akoma.start;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.akoma.Refused;
import org.akoma.Said;
import org.akoma.ground.journal.OfflineCheck;
import org.akoma.ground.journal.SignedStatement;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./akoma journal verify}: proves that nobody rewrote what happened, in the house or, with {@code --file}, where there is no house. */
@Command(name = "journal", description = "The record of what happened.")
public class JournalCommand extends ApplicationCommand {

    private static final int MOST = 50;

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
            @Option(
                            names = "--file",
                            paramLabel = "FILE",
                            description =
                                    "Check this journal file, as the house gave it, with --roots and --key alone: without a house and its database.")
                    @Nullable
                    Path file,
            @Option(names = "--key", paramLabel = "FILE", description = "The house's journal.ed25519.pub, with --file.")
                    @Nullable
                    Path key,
            @Option(
                            names = "--any-date",
                            description =
                                    "With --file: do not name entries that are dated otherwise than they were written; for a demo.")
                    boolean anyDate,
            @Mixin Folder folder) {
        if (file == null && key == null && !anyDate) return run(folder, "journal verify", roots, false);
        if (file == null || roots == null || key == null) throw Refused.of("journal.all-three");
        return offline(file, roots, key, !anyDate);
    }

    private int offline(Path file, Path roots, Path key, boolean dates) {
        for (Path one : new Path[] {file, roots, key}) if (!Files.isReadable(one)) throw Refused.of("file.none", one);
        PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            OfflineCheck.Result found = OfflineCheck.of(file, roots, key, dates);
            if (found.findings().isEmpty()) {
                out.println(Said.say("journal.file-fits", found.entries(), found.roots(), found.kept()));
                return 0;
            }
            found.findings().stream().limit(MOST).forEach(err::println);
            if (found.findings().size() > MOST)
                err.println(Said.say("journal.more", found.findings().size() - MOST));
            return 1;
        } catch (IllegalArgumentException | UncheckedIOException no) {
            throw new Refused(String.valueOf(no.getMessage()));
        }
    }

    @Command(
            name = "statement",
            description =
                    "Check what a house signed and gave away: a disclosure or the certificate of an erasure. Without a house.",
            mixinStandardHelpOptions = true)
    int statement(
            @Option(
                            names = "--file",
                            paramLabel = "FILE",
                            required = true,
                            description = "The file with statement and signature, as the house gave it.")
                    Path file,
            @Option(
                            names = "--key",
                            paramLabel = "FILE",
                            required = true,
                            description = "The house's journal.ed25519.pub.")
                    Path key,
            @Option(
                            names = "--of",
                            paramLabel = "FILE",
                            description =
                                    "A file that the statement names by its SHA-256, such as the PDF of a disclosure.")
                    @Nullable
                    List<Path> of) {
        List<Path> named = of == null ? List.of() : of;
        Stream.concat(Stream.of(file, key), named.stream())
                .filter(one -> !Files.isReadable(one))
                .forEach(one -> {
                    throw Refused.of("file.none", one);
                });
        try {
            SignedStatement signed = SignedStatement.read(file);
            String misfit = signed.misfit(key, named);
            PrintWriter out =
                    java.util.Objects.requireNonNull(spec).commandLine().getOut();
            if (misfit == null) out.println(Said.say("statement.signed", signed.statement()));
            else spec.commandLine().getErr().println(misfit);
            return misfit == null ? 0 : 1;
        } catch (IllegalArgumentException | UncheckedIOException no) {
            throw new Refused(String.valueOf(no.getMessage()));
        }
    }
}
