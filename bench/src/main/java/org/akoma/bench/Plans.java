package org.akoma.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * How PostgreSQL answered: the application's own statements, on its own login with the actor entered, explained by the server itself while
 * they run (auto_explain with ANALYZE and BUFFERS). Only for a house of the bench's own, which holds nothing but synthetic records.
 */
final class Plans {

    private static final int CALLS = 12;
    private static final Pattern ENTRY = Pattern.compile("duration: ([0-9.]+) ms\\s+plan:\\s*(\\{.*)", Pattern.DOTALL);
    private static final Pattern NEW_LINE = Pattern.compile("(?m)^(?=\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d)");

    private record Plan(double ms, JsonNode plan) {}

    private final House house;

    Plans(House house) {
        this.house = house;
    }

    /** What the server does by itself after some minutes. */
    void vacuum() throws IOException, SQLException {
        if (house.data() == null) return;
        try (Connection admin = admin(house.data());
                Statement statement = admin.createStatement()) {
            long began = System.nanoTime();
            statement.execute("vacuum (analyze)");
            Bench.print(Map.of("what", "vacuum", "seconds", Times.hundredths((System.nanoTime() - began) / 1e9)));
        }
    }

    /** Prints the slowest plans of each call, slowest first. */
    void slowest(Map<String, Measuring.Call> calls, int most) throws Exception {
        if (house.data() == null) return;
        try (Connection admin = admin(house.data());
                Statement statement = admin.createStatement()) {
            explain(statement, true);
            try {
                for (var call : calls.entrySet()) print(call.getKey(), call.getValue(), most);
            } finally {
                explain(statement, false);
            }
        }
    }

    private static void explain(Statement admin, boolean on) throws SQLException {
        String role = "alter role akoma_protection " + (on ? "set " : "reset ");
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("session_preload_libraries", "'auto_explain'");
        settings.put("auto_explain.log_min_duration", "0");
        settings.put("auto_explain.log_analyze", "on");
        settings.put("auto_explain.log_buffers", "on");
        settings.put("auto_explain.log_format", "'json'");
        settings.put("auto_explain.log_nested_statements", "off");
        settings.put("auto_explain.log_parameter_max_length", "0");
        admin.execute("load 'auto_explain'"); // so that its settings have names
        for (var one : settings.entrySet()) admin.execute(role + one.getKey() + (on ? " = " + one.getValue() : ""));
        admin.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'akoma_protection'");
    }

    private void print(String what, Measuring.Call call, int most) throws Exception {
        Path log = java.util.Objects.requireNonNull(house.data())
                .resolve("pg")
                .toRealPath()
                .resolveSibling("pg.log");
        for (int n = 0; n < CALLS; n++)
            again(call); // connections that were ended are made anew, and plans become those of a busy day
        long before = Files.size(log);
        for (int n = 0; n < CALLS; n++) call.go(0);
        Thread.sleep(300);
        String written = read(log, before);
        Map<String, Plan> slowest = new LinkedHashMap<>();
        for (Plan plan : plans(written))
            slowest.merge(
                    plan.plan().path("Query Text").asString(),
                    plan,
                    (one, other) -> one.ms() >= other.ms() ? one : other);
        slowest.values().stream()
                .sorted(Comparator.comparingDouble(Plan::ms).reversed())
                .limit(most)
                .forEach(plan -> print(what, plan));
    }

    private static void again(Measuring.Call call) throws Exception {
        for (int tries = 1; ; tries++) {
            try {
                call.go(0);
                return;
            } catch (IOException connectionsEnded) {
                if (tries == 5) throw connectionsEnded;
                Thread.sleep(500);
            }
        }
    }

    private static void print(String what, Plan plan) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("what", "plan");
        line.put("of", what);
        line.put("ms", plan.ms());
        line.put("query", plan.plan().path("Query Text").asString().replaceAll("\\s+", " "));
        line.put("plan", plan.plan().path("Plan"));
        Bench.print(line);
    }

    private static List<Plan> plans(String log) {
        List<Plan> plans = new ArrayList<>();
        for (String entry : NEW_LINE.split(log)) {
            Matcher found = ENTRY.matcher(entry);
            if (found.find())
                plans.add(new Plan(Double.parseDouble(found.group(1)), Bench.JSON.readTree(found.group(2))));
        }
        return plans;
    }

    private static String read(Path log, long from) throws IOException {
        try (var in = Files.newInputStream(log)) {
            in.skipNBytes(from);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static Connection admin(Path house) throws IOException, SQLException {
        Properties logins = new Properties();
        try (var in = Files.newBufferedReader(house.resolve("keys").resolve("logins.properties"))) {
            logins.load(in);
        }
        String port = Files.readString(house.resolve("pg.port")).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/akoma", "postgres", logins.getProperty("postgres"));
    }
}
