package org.akoma.protection.caseload;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.DataFolder;
import org.akoma.ground.database.Database;
import org.akoma.ground.database.DatabaseAddress;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.caseload.ListCases.Late;
import org.akoma.protection.caseload.ListCases.Order;
import org.akoma.protection.caseload.ListCases.Scope;
import org.akoma.protection.cases.CaseFile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Times the real stores of lists and search over many synthetic files, as the application's login with row-level security on, and shows
 * the plans. Not a test: {@code ListMeasurement FOLDER [FILES]}; with a number it fills an empty folder first. Figures in
 * {@code docs/decisions/lists-and-search.md}.
 */
final class ListMeasurement {

    private static final Instant NOW = Instant.parse("2015-11-16T08:00:00Z");
    private static final int REPETITIONS = 40;

    private final DatabaseAddress address;
    private final Connection connection;
    private final List<String> said = new ArrayList<>();
    private final JdbcClient jdbc;

    private ListMeasurement(DatabaseAddress address, Connection connection) {
        this.address = address;
        this.connection = connection;
        this.jdbc = JdbcClient.create(new SingleConnectionDataSource(listening(connection), true));
    }

    static void main(String[] args) throws Exception {
        try (Database database = Database.embedded(new DataFolder(Path.of(args[0])))) {
            if (args.length > 1) fill(database.address(), args[1]);
            try (Connection connection = connect(database.address(), Compartment.PROTECTION.login())) {
                connection.setAutoCommit(false);
                new ListMeasurement(database.address(), connection).run();
            }
        }
    }

    private static Connection connect(DatabaseAddress address, String login) throws SQLException {
        return DriverManager.getConnection(
                address.url() + (address.url().contains("?") ? "&" : "?") + "binaryTransfer=false",
                login,
                address.password(login));
    }

    private static void fill(DatabaseAddress address, String files) throws Exception {
        String script =
                new ClassPathResource("lists/files.sql").getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        try (Connection owner = connect(address, Compartment.MIGRATOR);
                Statement statement = owner.createStatement()) {
            long start = System.nanoTime();
            statement.execute(script.replace("{n}", files));
            System.out.printf(
                    Locale.ROOT, "filled %s files in %d s%n", files, (System.nanoTime() - start) / 1_000_000_000);
        }
    }

    /** Remembers each statement with its values, as it was sent. */
    private Connection listening(Connection real) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (p, method, args) -> {
                    Object answer = method.invoke(real, args);
                    return answer instanceof PreparedStatement prepared ? listening(prepared) : answer;
                });
    }

    private PreparedStatement listening(PreparedStatement real) {
        List<String> arrays = new ArrayList<>(); // the driver writes these as a question mark
        return (PreparedStatement) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {PreparedStatement.class}, (p, method, args) -> {
                    if (method.getName().equals("setObject") && args[1] instanceof Long[] array)
                        arrays.add("'{" + Arrays.toString(array).replaceAll("[\\[\\] ]", "") + "}'");
                    if (method.getName().startsWith("executeQuery")) said.add(written(real.toString(), arrays));
                    return method.invoke(real, args);
                });
    }

    private static String written(String sql, List<String> arrays) {
        String written = sql;
        for (String array : arrays) written = written.replaceFirst("\\?|\\(\\{[^}]*\\}\\)", array);
        return written;
    }

    private void run() throws SQLException {
        CaseListStore lists = new CaseListStore(jdbc);
        CaseSearchStore names = new CaseSearchStore(jdbc);
        UUID worker = id("w5");
        UUID large = id("s3");
        UUID small = id("s40");
        UUID manager = id("manager");
        UUID ministry = id("ministry");
        as("worker, mine", worker, () -> lists.page(Scope.MINE, of(worker, "o1", plain()), 26));
        as(
                "worker, mine, visit late",
                worker,
                () -> lists.page(Scope.MINE, of(worker, "o1", late(Late.VISIT, Order.VISIT)), 26));
        as("worker, shared", worker, () -> lists.page(Scope.SHARED, of(worker, "o1", plain()), 26));
        as("supervisor, team of 500", large, () -> lists.page(Scope.TEAM, of(large, "o1", plain()), 26));
        as("supervisor, team, code prefix", large, () -> lists.page(Scope.TEAM, of(large, "o1", prefix("AK-1")), 26));
        for (var one :
                List.of(new Reader("structure of 20,000", large, "o1"), new Reader("structure of 500", small, "o2"))) {
            as(one.label, one.person, () -> lists.page(Scope.ORGANISATION, of(one.person, one.us, plain()), 26));
            as(
                    one.label + ", later page",
                    one.person,
                    () -> lists.page(Scope.ORGANISATION, of(one.person, one.us, from("2015-06-01T00:00:00Z")), 26));
            as(
                    one.label + ", high risk by visit",
                    one.person,
                    () -> lists.page(Scope.ORGANISATION, of(one.person, one.us, high(Order.VISIT)), 26));
            as(
                    one.label + ", rare status",
                    one.person,
                    () -> lists.page(Scope.ORGANISATION, of(one.person, one.us, rare()), 26));
            as(
                    one.label + ", plan review late",
                    one.person,
                    () -> lists.page(
                            Scope.ORGANISATION, of(one.person, one.us, late(Late.REVIEW, Order.REGISTERED)), 26));
            as(
                    one.label + ", anything late",
                    one.person,
                    () -> lists.page(Scope.ORGANISATION, of(one.person, one.us, late(Late.ANY, Order.REGISTERED)), 26));
            as(
                    one.label + ", as of 8 June",
                    one.person,
                    () -> lists.page(Scope.ORGANISATION, of(one.person, one.us, asOf()), 26));
            as(
                    one.label + ", capped count",
                    one.person,
                    () -> lists.count(Scope.ORGANISATION, of(one.person, one.us, plain()), 1001));
            as(
                    one.label + ", shared with us",
                    one.person,
                    () -> lists.page(Scope.SHARED, of(one.person, one.us, plain()), 26));
        }
        as("ministry, shared", ministry, () -> lists.page(Scope.SHARED, of(ministry, "o4", plain()), 26));
        as("manager, all", manager, () -> lists.page(Scope.ALL, of(manager, "o3", plain()), 26));
        as(
                "manager, later page",
                manager,
                () -> lists.page(Scope.ALL, of(manager, "o3", from("2015-06-01T00:00:00Z")), 26));
        as("manager, high risk in Ghana", manager, () -> lists.page(Scope.ALL, of(manager, "o3", ghana()), 26));
        as("manager, high risk", manager, () -> lists.page(Scope.ALL, of(manager, "o3", high(Order.REGISTERED)), 26));
        as(
                "manager, visits late",
                manager,
                () -> lists.page(Scope.ALL, of(manager, "o3", late(Late.VISIT, Order.VISIT)), 26));
        as("manager, code AK-123456", manager, () -> lists.page(Scope.ALL, of(manager, "o3", prefix("AK-123456")), 26));
        as("manager, code AK-9", manager, () -> lists.page(Scope.ALL, of(manager, "o3", prefix("AK-9")), 26));
        as("manager, as of 8 June", manager, () -> lists.page(Scope.ALL, of(manager, "o3", asOf()), 26));
        for (var scope : List.of(Scope.MINE, Scope.SHARED))
            as(
                    "search, worker, " + scope,
                    worker,
                    () -> names.find(List.of(scope), asked(worker, "o1", 20_000_001L, 20_002_010L)));
        as("search, team", large, () -> names.find(List.of(Scope.TEAM), asked(large, "o1", 20_000_001L, 20_002_010L)));
        as(
                "search, structure of 20,000, one common part",
                large,
                () -> names.find(List.of(Scope.ORGANISATION), asked(large, "o1", 20_000_000L)));
        as(
                "search, structure of 20,000, two parts",
                large,
                () -> names.find(List.of(Scope.ORGANISATION), asked(large, "o1", 20_000_000L, 20_002_000L)));
        as(
                "search, structure of 20,000, three parts",
                large,
                () -> names.find(
                        List.of(Scope.ORGANISATION), asked(large, "o1", 20_000_001L, 20_002_010L, 20_006_005L)));
        as(
                "search, ministry, shared",
                ministry,
                () -> names.find(List.of(Scope.SHARED), asked(ministry, "o4", 20_000_000L)));
    }

    private record Reader(String label, UUID person, String us) {}

    private static UUID id(String name) {
        try {
            byte[] hash = java.security.MessageDigest.getInstance("MD5")
                    .digest(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(hash);
            return new UUID(bytes.getLong(), bytes.getLong());
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CaseListStore.Question of(UUID me, String us, ListCases wanted) {
        Instant week = NOW.minusSeconds(7 * 86_400);
        var limits = new CaseListStore.Limits(
                NOW.minusSeconds(86_400), NOW.minusSeconds(2 * 86_400), week, week, NOW.minusSeconds(14 * 86_400));
        return new CaseListStore.Question(
                wanted, me, id(us), List.of(), List.of(), LocalDate.parse("2015-11-16"), limits);
    }

    /** Pairs of two parts are numbered in files.sql after both of them. */
    private static CaseSearchStore.Question asked(UUID me, String us, Long... sounds) {
        List<Long> all = Arrays.asList(sounds);
        long lead = sounds.length == 1
                ? sounds[0]
                : 1_000_000_000L + (sounds[0] - 20_000_000) * 10_000 + sounds[1] - 20_000_000;
        return new CaseSearchStore.Question(
                me, id(us), List.of(lead), all.stream().map(List::of).toList(), all, 25);
    }

    private static ListCases list(
            String prefix,
            List<CaseFile.Status> statuses,
            List<CaseFile.Risk> risks,
            List<String> countries,
            Late late,
            Order order,
            CaseCursor after,
            Instant until) {
        return new ListCases(
                null, prefix, statuses, risks, countries, List.of(), List.of(), List.of(), late, null, null, order, 25,
                after, until);
    }

    private static ListCases plain() {
        return list(null, List.of(), List.of(), List.of(), null, Order.REGISTERED, null, null);
    }

    private static ListCases prefix(String code) {
        return list(code, List.of(), List.of(), List.of(), null, Order.REGISTERED, null, null);
    }

    private static ListCases late(Late late, Order order) {
        return list(null, List.of(), List.of(), List.of(), late, order, null, null);
    }

    private static ListCases high(Order order) {
        return list(null, List.of(), List.of(CaseFile.Risk.HIGH), List.of(), null, order, null, null);
    }

    private static ListCases ghana() {
        return list(null, List.of(), List.of(CaseFile.Risk.HIGH), List.of("GH"), null, Order.REGISTERED, null, null);
    }

    private static ListCases rare() {
        return list(
                null,
                List.of(CaseFile.Status.PLAN_PENDING),
                List.of(CaseFile.Risk.HIGH),
                List.of(),
                null,
                Order.REGISTERED,
                null,
                null);
    }

    private static ListCases asOf() {
        return list(
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                Order.REGISTERED,
                null,
                Instant.parse("2015-06-09T00:00:00Z"));
    }

    private static ListCases from(String moment) {
        long micros = Instant.parse(moment).getEpochSecond() * 1_000_000;
        return list(
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                Order.REGISTERED,
                new CaseCursor(Order.REGISTERED, micros, id("f1")),
                null);
    }

    private void as(String label, UUID person, Runnable work) throws SQLException {
        enter(person);
        double[] times = new double[REPETITIONS];
        for (int i = 0; i < REPETITIONS; i++) {
            said.clear();
            long start = System.nanoTime();
            work.run();
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "%n## %s: p50 %.2f ms, p95 %.2f ms%n",
                label,
                times[REPETITIONS / 2],
                times[REPETITIONS * 95 / 100]);
        explain(said.getLast(), System.out::println);
        connection.rollback();
    }

    private void enter(UUID person) throws SQLException {
        try (var enter = connection.createStatement()) {
            enter.execute(TestDatabase.entering(address, person, NOW));
        }
    }

    private void explain(String sql, Consumer<String> out) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery("explain (analyze, buffers, costs off, summary on) " + sql)) {
            while (rows.next()) out.accept(rows.getString(1));
        }
    }
}
