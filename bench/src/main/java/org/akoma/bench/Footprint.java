package org.akoma.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the application and its database take, as Linux counts it.
 *
 * @param appCpuMs processor time of the application since it started; dbCpuMs: of PostgreSQL with its ended children
 * @param appMiB resident; dbMiB: PostgreSQL's, each shared page counted once
 */
record Footprint(long appCpuMs, long dbCpuMs, long appMiB, long dbMiB) {

    private static final int MS_A_TICK = 10;

    static Footprint of(long app, Path data) throws IOException {
        long postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("pg").toRealPath().resolve("postmaster.pid"))
                        .getFirst()
                        .strip());
        long dbCpu = ticks(postmaster, true);
        long dbKiB = proportional(postmaster);
        for (long child : children(postmaster)) {
            dbCpu += ticks(child, false);
            dbKiB += proportional(child);
        }
        return new Footprint(
                ticks(app, false) * MS_A_TICK, dbCpu * MS_A_TICK, kib(app, "status", "VmRSS:") / 1024, dbKiB / 1024);
    }

    private static List<Long> children(long parent) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .map(Long::parseLong)
                    .filter(pid -> parent == field(pid, 1))
                    .toList();
        }
    }

    private static long ticks(long pid, boolean withEnded) {
        return field(pid, 11) + field(pid, 12) + (withEnded ? field(pid, 13) + field(pid, 14) : 0);
    }

    /** A number of /proc/PID/stat, counted from the state as 0; 0 when the process has ended. */
    private static long field(long pid, int n) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[n]);
        } catch (IOException | NumberFormatException ended) {
            return 0;
        }
    }

    private static long proportional(long pid) throws IOException {
        return kib(pid, "smaps_rollup", "Pss:");
    }

    private static long kib(long pid, String file, String name) throws IOException {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/" + file)).stream()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }
}
