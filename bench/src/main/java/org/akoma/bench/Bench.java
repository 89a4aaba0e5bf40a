package org.akoma.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./akoma bench load --files N | multiply --files N | query [--clients C] | pair --other DIR}: prints one JSON line a measurement. */
public final class Bench {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String USAGE = """
            Usage: ./akoma bench load --files N [--per-worker 100] [--batch 100] [--clients 1,4] [--data DIR | --url URL]
                   ./akoma bench multiply --files N [--data DIR]
                   ./akoma bench query [--works PATTERN] [--clients C] [--warm-up 8] [--seconds 5] [--plans 3] [--data DIR | --url URL]
                   ./akoma bench pair --other DIR [--with SCRIPT] [--works W,W] [--rounds 16] [--seconds 1] [--clients 8] [--warm-up 20] [--data DIR]
            load registers N synthetic files through the public API, half of them with one client and half with four; multiply makes
            of them as many as told, by SQL; query measures what people ask for, with one client and with eight, once the server has
            answered the same for some seconds, as it has on any working day. pair measures two variants side by side, in short windows of
            shuffled order: this one on DIR, and the one that SCRIPT (akoma of another working copy) starts on the other DIR. Each line is one measurement as JSON. DIR defaults to ./bench-data; it holds a house of its own.
            """;

    private Bench() {}

    static void main(String[] args) throws Exception {
        Map<String, String> options = options(args);
        if (args.length == 0
                || !List.of("load", "multiply", "query", "pair").contains(args[0])
                || options.containsKey("help")) {
            System.err.print(USAGE);
            System.exit(args.length == 0 || options.containsKey("help") ? 0 : 2);
        }
        Path data = Path.of(options.getOrDefault("data", "bench-data")).toAbsolutePath();
        boolean load = args[0].equals("load");
        Town town = load ? Town.of(options) : kept(data);
        if (load && !options.containsKey("url")) keep(data, town);
        try (House house = House.open(options.get("url"), data, town)) {
            if (load) new Loading(house, town, options).run();
            else if (args[0].equals("multiply"))
                new Multiplying(house, Bench.number(options, "files", 1_000_000)).run();
            else if (args[0].equals("pair")) pair(house, town, options);
            else new Asking(house, town, options).run();
        }
    }

    private static void pair(House first, Town town, Map<String, String> options) throws Exception {
        if (!options.containsKey("other"))
            throw new IllegalArgumentException("Which house does the second variant have? --other DIR");
        Path data = Path.of(options.get("other")).toAbsolutePath();
        Town other = kept(data);
        try (House second = Pairing.second(options, data, other)) {
            new Pairing(first, town, second, other, options).run();
        }
    }

    /** {@code --name value}; a name without a value stands for "true". */
    static Map<String, String> options(String[] args) {
        Map<String, String> options = new HashMap<>();
        for (int n = 0; n < args.length; n++) {
            if (!args[n].startsWith("--")) continue;
            boolean valued = n + 1 < args.length && !args[n + 1].startsWith("--");
            options.put(args[n].substring(2), valued ? args[n + 1] : "true");
        }
        return options;
    }

    static int number(Map<String, String> options, String name, int otherwise) {
        @Nullable String given = options.get(name);
        return given == null ? otherwise : Integer.parseInt(given);
    }

    private static void keep(Path data, Town town) throws IOException {
        Files.createDirectories(data);
        Path file = data.resolve("town.json");
        if (!Files.exists(file)) Files.writeString(file, JSON.writeValueAsString(town));
        else if (!kept(data).equals(town))
            throw new IllegalArgumentException(
                    data + " holds another town: " + kept(data) + ". Choose another with --data.");
    }

    private static Town kept(Path data) throws IOException {
        Path file = data.resolve("town.json");
        if (!Files.exists(file)) throw new IllegalArgumentException(data + " holds nothing: ./akoma bench load first");
        return JSON.readValue(Files.readAllBytes(file), Town.class);
    }

    static void print(Map<String, ?> line) {
        System.out.println(JSON.writeValueAsString(line));
        System.out.flush();
    }
}
