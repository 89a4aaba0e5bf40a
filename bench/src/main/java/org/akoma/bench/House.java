package org.akoma.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The measured application: one that this program starts on a data folder and stops again, or one that runs elsewhere already. */
record House(String url, @Nullable Path data, @Nullable Process program) implements AutoCloseable {

    static final String PASSWORD = "akoma-demo";
    private static final String READY = "Akoma is ready at ";

    /** What starts the application of this working copy. */
    static final String SCRIPT = System.getProperty("akoma", "./akoma");

    static House open(@Nullable String url, Path data, Town town) throws IOException {
        return open(url, data, town, SCRIPT);
    }

    /** The bench's own house is a demo without children: its people need no second factor, all else is as in service. */
    static House open(@Nullable String url, Path data, Town town, String script) throws IOException {
        if (url != null) return new House(url, null, null);
        Path scenario = data.resolve("scenario.json"); // the same bytes every time, or the house would be made anew
        if (!Files.exists(scenario)) Files.writeString(scenario, Bench.JSON.writeValueAsString(town.scenario()));
        Path house = data.resolve("house");
        long began = System.nanoTime();
        ProcessBuilder demo = new ProcessBuilder(List.of(
                        script, "demo", "--port", "0", "--data", house.toString(), "--scenario", scenario.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        demo.environment().put("AKOMA_LANGUAGE", "en"); // its first line is read here
        Process program = demo.start();
        Runtime.getRuntime().addShutdownHook(new Thread(program::destroy));
        String ready = ready(program);
        Bench.print(java.util.Map.of("what", "start", "seconds", (System.nanoTime() - began) / 1_000_000 / 1_000.0));
        return new House(ready, house, program);
    }

    private static String ready(Process program) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (!line.startsWith(READY)) continue;
            Thread.ofVirtual().start(() -> out.lines().forEach(rest -> {}));
            return line.substring(READY.length()).strip();
        }
        throw new IllegalStateException("The application did not start");
    }

    /** Its processes, to ask how much they take; null when it runs elsewhere. */
    @Nullable
    Footprint footprint() throws IOException {
        return program == null || data == null ? null : Footprint.of(program.pid(), data);
    }

    @Override
    public void close() throws InterruptedException {
        if (program == null) return;
        program.destroy();
        if (!program.waitFor(90, TimeUnit.SECONDS)) program.destroyForcibly();
    }
}
