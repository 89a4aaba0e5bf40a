package org.akoma;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.akoma.ground.database.DatabaseAddress;
import org.akoma.ground.database.TestDatabase;
import org.springframework.boot.SpringApplication;

/** A copy of the application in a process of its own, beside others on the test's database: to be killed as the power or the kernel kills. */
final class ServerProcess implements AutoCloseable {

    private static final String READY = "ready at ";

    private final Process process;
    private final BufferedReader said;

    private ServerProcess(Process process) {
        this.process = process;
        this.said = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Passwords go in by standard input: a command line is read by anybody.
     *
     * @param properties Spring's, as {@code name=value}
     */
    static ServerProcess start(List<String> properties) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx400m",
                "-cp",
                System.getProperty("java.class.path"),
                ServerProcess.class.getName()));
        properties.forEach(one -> command.add("--" + one));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(TestDatabase.address().url() + "\n");
            for (var one : TestDatabase.address().passwords().entrySet())
                in.write(one.getKey() + "\n" + one.getValue() + "\n");
        }
        return new ServerProcess(process);
    }

    /** Waits until its doors are open. */
    int port() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(READY)) {
                Thread.ofVirtual().start(this::listen);
                return Integer.parseInt(line.substring(READY.length()));
            }
            lines.add(line);
        }
        throw new IllegalStateException("It did not start: " + String.join("\n", lines));
    }

    private void listen() {
        said.lines().forEach(line -> {}); // or it would wait for a reader
    }

    /** As {@code kill -9}: nothing is ended in order. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] properties) throws IOException {
        DatabaseAddress address = told();
        SpringApplication application = new SpringApplication(Akoma.class);
        application.addInitializers(context -> context.getBeanFactory().registerSingleton("databaseAddress", address));
        var context = application.run(properties);
        System.out.println(READY + context.getEnvironment().getProperty("local.server.port"));
    }

    private static DatabaseAddress told() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String url = Objects.requireNonNull(in.readLine());
        Map<String, String> passwords = new LinkedHashMap<>();
        for (String login = in.readLine(); login != null; login = in.readLine())
            passwords.put(login, Objects.requireNonNull(in.readLine()));
        return new DatabaseAddress(url, passwords);
    }
}
