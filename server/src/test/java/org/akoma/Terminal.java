package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands of {@code ./akoma} one after another in one process that is started once. What only a process of its own shows, such as its environment and that
 * it ends, is not seen here.
 */
final class Terminal implements AutoCloseable {

    private static final String ENDED = "command ended with ";

    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader said;
    private final Path data;

    /** @param process runs {@link #main} */
    Terminal(Process process, Path data) {
        this.process = process;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        this.said = process.inputReader(StandardCharsets.UTF_8);
        this.data = data;
    }

    /**
     * Runs a command on the data folder, which must say this and nothing of where in the code something failed.
     *
     * @return all that it said
     */
    String says(String expected, int exit, String... words) throws IOException {
        in.write(String.join("\t", words) + "\t--data\t" + data + "\n");
        in.flush();
        List<String> lines = new ArrayList<>();
        String line = said.readLine();
        for (; line != null && !line.startsWith(ENDED); line = said.readLine()) lines.add(line);
        String all = String.join("\n", lines);
        assertThat(all).as(String.join(" ", words)).contains(expected).doesNotContain("at org.");
        assertThat(line).as(all).isEqualTo(ENDED + exit);
        return all;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    public static void main(String[] none) throws IOException {
        BufferedReader typed = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = typed.readLine(); line != null; line = typed.readLine()) {
            int exit = Akoma.run(line.split("\t"));
            System.out.println("\n" + ENDED + exit);
        }
    }
}
