package org.akoma;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Something a person asks of a room on the command line, such as {@code import scenario FILE}. The room contributes it as a
 * Spring bean; it runs inside the started application, beside a serving one if there is one.
 */
public interface Command {

    /** The words that call it: {@code "import scenario"}. */
    String name();

    /** Does it. Returns 0, or 1 after writing one problem a line to {@code order.err()}. */
    int run(Order order);

    /**
     * What was asked.
     *
     * @param file the file named, where the command has one
     * @param dryRun only tell what would happen, change nothing
     * @param out for the answer
     * @param err for problems, one a line
     * @param request the approved request that the command uses up, or the account that it is about, where one was named
     * @param codes of what the command treats otherwise than the rest
     * @param again codes of what is here already, and is brought up to date
     */
    record Order(
            Optional<Path> file,
            boolean dryRun,
            PrintWriter out,
            PrintWriter err,
            Optional<String> request,
            Set<String> codes,
            Set<String> again) {
        public Order(
                Optional<Path> file,
                boolean dryRun,
                PrintWriter out,
                PrintWriter err,
                Optional<String> request,
                Set<String> codes) {
            this(file, dryRun, out, err, request, codes, Set.of());
        }

        public Order(Optional<Path> file, boolean dryRun, PrintWriter out, PrintWriter err, Optional<String> request) {
            this(file, dryRun, out, err, request, Set.of());
        }

        public Order(Optional<Path> file, boolean dryRun, PrintWriter out, PrintWriter err) {
            this(file, dryRun, out, err, Optional.empty());
        }
    }
}
