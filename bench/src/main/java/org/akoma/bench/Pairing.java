package org.akoma.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Measures two variants side by side: two programs, each with a house of its own, answer the same questions in short windows of shuffled order. What
 * else runs on the machine then burdens both alike. The measure is processor time a request of application and database together, and the ratio of
 * the second variant to the first in each pair of windows: its median, and the quartiles that say how far to believe it. Two programs of the same
 * variant must give 1 within them; a difference smaller than theirs was not measured.
 */
final class Pairing {

    private final List<Variant> variants;
    private final int rounds;
    private final double seconds;
    private final int warmUp;
    private final int clients;
    private final List<String> works;

    /** A running program and what it is asked, by name. */
    private record Variant(Measuring measuring, Map<String, Measuring.Call> calls) {
        static Variant of(House house, Town town, Map<String, String> options) throws Exception {
            if (house.program() == null)
                throw new IllegalArgumentException("A pair is two programs that this one starts: no --url");
            return new Variant(new Measuring(house), new Asking(house, town, options).calls());
        }

        /** Milliseconds of processor time a request; null where none was answered. */
        @Nullable
        Double window(String what, int clients, double seconds) throws Exception {
            Map<String, Object> line = measuring.seconds(what, clients, seconds, calls.get(what));
            if (line.get("failed") != null) throw new IOException(what + " was refused");
            if (!(line.get("cpuMsPerRequest") instanceof Double app)
                    || !(line.get("dbCpuMsPerRequest") instanceof Double database)) return null;
            return app + database;
        }
    }

    Pairing(House first, Town firstTown, House second, Town secondTown, Map<String, String> options) throws Exception {
        this.variants = List.of(Variant.of(first, firstTown, options), Variant.of(second, secondTown, options));
        this.rounds = Bench.number(options, "rounds", 16);
        this.seconds = Double.parseDouble(options.getOrDefault("seconds", "1"));
        this.warmUp = Bench.number(options, "warm-up", 20);
        this.clients = Bench.number(options, "clients", 8);
        this.works = options.containsKey("works")
                ? Arrays.asList(options.get("works").split(","))
                : List.copyOf(variants.getFirst().calls().keySet());
    }

    /** The house of the second variant: its data folder {@code --other}, started by the script {@code --with}, of another working copy. */
    static House second(Map<String, String> options, Path data, Town town) throws IOException {
        return House.open(null, data, town, options.getOrDefault("with", House.SCRIPT));
    }

    void run() throws Exception {
        for (String what : works) for (Variant one : variants) one.window(what, clients, warmUp);
        Random dice = new Random(7); // the same order every time
        for (String what : works) Bench.print(line(what, pairs(what, dice)));
    }

    private List<double[]> pairs(String what, Random dice) throws Exception {
        List<double[]> pairs = new ArrayList<>();
        for (int n = 0; n < rounds; n++) {
            List<Integer> order = new ArrayList<>(List.of(0, 1));
            Collections.shuffle(order, dice);
            double[] pair = {Double.NaN, Double.NaN};
            for (int one : order) {
                Double took = variants.get(one).window(what, clients, seconds);
                if (took != null) pair[one] = took;
            }
            if (pair[0] > 0 && pair[1] > 0) pairs.add(pair);
        }
        return pairs;
    }

    static Map<String, Object> line(String what, List<double[]> pairs) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("what", what);
        line.put("pairs", pairs.size());
        if (pairs.isEmpty()) return line;
        line.put("firstMs", at(50, pairs.stream().mapToDouble(p -> p[0]).toArray()));
        line.put("secondMs", at(50, pairs.stream().mapToDouble(p -> p[1]).toArray()));
        double[] ratios = pairs.stream().mapToDouble(p -> p[1] / p[0]).toArray();
        line.put("ratio", at(50, ratios));
        line.put("quartiles", List.of(at(25, ratios), at(75, ratios)));
        return line;
    }

    /** A value that was measured, by the nearest rank, to a hundredth. */
    private static double at(int percent, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return Times.hundredths(sorted[Math.max(0, (int) Math.ceil(percent / 100.0 * sorted.length) - 1)]);
    }
}
