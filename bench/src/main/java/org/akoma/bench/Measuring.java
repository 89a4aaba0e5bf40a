package org.akoma.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Has a number of clients do the same work side by side, and says how long it took and what it cost. */
final class Measuring {

    /**
     * One call.
     *
     * @return how many bytes came back
     */
    interface Call {
        long go(int client) throws Exception;
    }

    private final House house;
    private final LongAdder failed = new LongAdder();

    Measuring(House house) {
        this.house = house;
    }

    /** Calls until the time is over. */
    Map<String, Object> seconds(String what, int clients, double seconds, Call call) throws Exception {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        return run(what, clients, () -> System.nanoTime() < end, call);
    }

    /** Calls as long as there is work. */
    Map<String, Object> run(String what, int clients, BooleanSupplier more, Call call) throws Exception {
        @Nullable Footprint before = house.footprint();
        LongAdder bytes = new LongAdder();
        failed.reset();
        long began = System.nanoTime();
        long[] nanos = all(clients, more, call, bytes);
        double took = (System.nanoTime() - began) / 1e9;
        @Nullable Footprint after = house.footprint();
        Times times = Times.of(nanos);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("what", what);
        line.put("clients", clients);
        line.put("n", times.count());
        if (failed.sum() > 0) line.put("failed", failed.sum());
        if (times.count() == 0) return line;
        line.put("p50ms", times.percentile(50));
        line.put("p95ms", times.percentile(95));
        line.put("perSecond", Times.hundredths(times.count() / took));
        if (before != null && after != null) {
            line.put(
                    "cpuMsPerRequest",
                    Times.hundredths((after.appCpuMs() - before.appCpuMs()) / (double) times.count()));
            line.put(
                    "dbCpuMsPerRequest",
                    Times.hundredths((after.dbCpuMs() - before.dbCpuMs()) / (double) times.count()));
            line.put("residentMiB", after.appMiB());
            line.put("dbResidentMiB", after.dbMiB());
        }
        line.put("bytesPerRequest", bytes.sum() / times.count());
        line.put(
                "load1",
                Times.hundredths(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        return line;
    }

    private long[] all(int clients, BooleanSupplier more, Call call, LongAdder bytes) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Callable<List<Long>>> work = new ArrayList<>();
            for (int n = 0; n < clients; n++) {
                int client = n;
                work.add(() -> one(client, more, call, bytes));
            }
            List<Long> times = new ArrayList<>();
            for (Future<List<Long>> done : threads.invokeAll(work)) times.addAll(done.get());
            return times.stream().mapToLong(Long::longValue).toArray();
        }
    }

    private List<Long> one(int client, BooleanSupplier more, Call call, LongAdder bytes) throws Exception {
        List<Long> times = new ArrayList<>();
        while (more.getAsBoolean()) {
            long began = System.nanoTime();
            try {
                bytes.add(call.go(client));
                times.add(System.nanoTime() - began);
            } catch (IOException refused) {
                failed.increment();
                if (failed.sum() == 1) System.err.println(refused.getMessage());
            }
        }
        return times;
    }

    static void check(boolean sound, String what) throws IOException {
        if (!sound) throw new IOException(what);
    }
}
