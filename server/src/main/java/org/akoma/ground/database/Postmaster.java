package org.akoma.ground.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What {@code postmaster.pid} says: the server process of a data folder and the port it listens on. */
record Postmaster(long pid, int port) {

    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;

    /** The live server of the cluster. */
    static Optional<Postmaster> of(Path cluster) {
        Path file = file(cluster);
        try {
            return Files.exists(file)
                    ? parse(Files.readAllLines(file)).filter(server -> server.serves(cluster))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /**
     * Removes a file that outlived its server (power cut). Its number may since belong to another program, and PostgreSQL would
     * then refuse to start. Only for the holder of the data folder's lock.
     */
    static void forget(Path cluster) {
        try {
            Files.deleteIfExists(file(cluster));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + file(cluster), e);
        }
    }

    private static Path file(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    private static Optional<Postmaster> parse(List<String> lines) {
        if (lines.size() <= PORT_LINE) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Postmaster(
                    Long.parseLong(lines.get(PID_LINE).strip()),
                    Integer.parseInt(lines.get(PORT_LINE).strip())));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private boolean serves(Path cluster) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(process -> runsOn(process, cluster))
                .orElse(false);
    }

    private static boolean runsOn(ProcessHandle process, Path cluster) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            return line.contains("postgres") && line.contains(cluster.toString());
        } catch (IOException e) { // no /proc here (macOS)
            return process.info().command().map(c -> c.contains("postgres")).orElse(true);
        }
    }
}
