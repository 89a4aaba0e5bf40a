package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.akoma.ground.database.DataFolder;
import org.akoma.ground.database.DemoDatabase;
import org.akoma.ground.database.TestDatabase;
import org.akoma.start.FilledDemo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code ./akoma serve} as an operator meets it, in a process of its own: keys elsewhere, this machine alone, never a demo. What is about no process or its
 * environment is typed into {@link Terminal}, which answers in a tenth of the time.
 */
class ServeIT {

    private static final int CHILDREN = 4;

    private Path home = Path.of("unset");
    private Terminal terminal;

    @BeforeEach
    void folder() throws IOException {
        TestDatabase.address(); // unpacks the programs once for all
        home = Files.createTempDirectory("akoma-serve");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        terminal = terminal(Map.of());
    }

    private Terminal terminal(Map<String, String> settings) throws IOException {
        return new Terminal(java(settings, "-Xmx512m", List.of(Terminal.class.getName())), home.resolve("data"));
    }

    /**
     * A house that another test made, with its keys elsewhere: the making is seen in the other test.
     *
     * @return what says where the keys are
     */
    private Map<String, String> madeBefore() throws IOException {
        Path keys = home.resolve("keys");
        DemoDatabase.makeIn(new DataFolder(home.resolve("data"), keys));
        terminal.close();
        Map<String, String> settings = Map.of("AKOMA_KEYS", keys.toString());
        terminal = terminal(settings);
        return settings;
    }

    @AfterEach
    void leaveNothing() throws IOException {
        terminal.close();
        new DataFolder(home.resolve("data")).discard();
        try (var files = Files.walk(home)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    private Process akoma(Map<String, String> settings, String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of("org.akoma.Akoma"));
        all.addAll(List.of(words));
        all.addAll(List.of("--data", home.resolve("data").toString()));
        return java(settings, "-Xmx300m", all);
    }

    private Process java(Map<String, String> settings, String memory, List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                memory,
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("XDG_CONFIG_HOME", home.resolve("config").toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("AKOMA_DB"));
        builder.environment().putAll(settings);
        return builder.start();
    }

    private static String all(Process process) throws Exception {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    @Test
    void keysElsewhereThisMachineAloneAndNoDemo() throws Exception {
        Process demo = akoma(Map.of("AKOMA_DEMO", "true"), "serve", "--port", "0");
        assertThat(all(demo)).contains("AKOMA_DEMO").contains("second factor").doesNotContain("at org.");
        assertThat(demo.exitValue()).isEqualTo(1);
        Process nowhere = akoma(Map.of(), "journal", "verify");
        assertThat(all(nowhere)).contains("There is no data folder").doesNotContain("at org.");
        assertThat(nowhere.exitValue()).isEqualTo(1);
        terminal.says(
                "There is no file",
                1,
                "import",
                "scenario",
                home.resolve("none.json").toString());
        assertThat(home.resolve("data")).doesNotExist();
        assertThat(home.resolve("config")).doesNotExist();

        Process serving = akoma(Map.of(), "serve", "--port", "0");
        Path keys;
        try (var said = serving.inputReader(StandardCharsets.UTF_8)) {
            int port = 0;
            String line = said.readLine();
            String place = "";
            for (; line != null && place.isEmpty(); line = said.readLine()) {
                if (line.startsWith("Akoma is ready at "))
                    port = URI.create(line.substring("Akoma is ready at ".length()))
                            .getPort();
                if (line.startsWith("  keys: "))
                    place = line.substring("  keys: ".length()).replaceAll(" .*", "");
            }
            assertThat(line).startsWith("  first administrator: admin, one-time password ");
            assertThat(said.readLine()).startsWith("  first data protection officer: dpo, one-time password ");
            keys = Path.of(place);
            assertThat(keys.getParent()).isEqualTo(home.resolve("config/akoma/keys"));
            assertThat(home.resolve("data/keys")).doesNotExist();
            assertThat(keys.resolve("protection.key")).exists();
            for (String host : hosts()) assertThat(answers(host, port)).as(host).isEqualTo(host.equals("127.0.0.1"));
            HttpResponse<String> page;
            try (HttpClient client = HttpClient.newHttpClient()) {
                page = client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
            }
            assertThat(page.body()).contains("UP");
            assertThat(terminal.says("beside a serving Akoma", 0, "doctor")).contains("0 wrong");
        } finally {
            serving.destroy();
            assertThat(serving.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }

        Files.move(keys.resolve("protection.key"), home.resolve("away"));
        for (String[] words : new String[][] {{"serve", "--port", "0"}, {"journal", "verify"}, {"doctor"}})
            assertThat(terminal.says("protection.key", 1, words)).contains(keys.toString());
        Process elsewhere = akoma(Map.of("AKOMA_DB_URL", "jdbc:postgresql://127.0.0.1:1/akoma"), "journal", "verify");
        assertThat(all(elsewhere)).contains("Unset AKOMA_DB_URL").doesNotContain("at org.");
        Files.move(home.resolve("away"), keys.resolve("protection.key"));
        terminal.says("roots fit", 0, "journal", "verify");
    }

    /** What the README says an operator types, one command after another on one folder. */
    @Test
    void everyCommandOfTheReadme() throws Exception {
        Map<String, String> keys = madeBefore();
        Path scenario = Files.writeString(home.resolve("few.json"), ofFewChildren());
        Path list = home.resolve("files.csv");
        terminal.says(CHILDREN + " new files", 0, "import", "scenario", scenario.toString());
        terminal.says("files of ", 0, "export", "htcds", list.toString());
        assertThat(Files.readAllLines(list)).hasSizeGreaterThan(CHILDREN / 2);
        terminal.says("are known already", 0, "import", "htcds", "--dry-run", list.toString());
        terminal.says("protection-2.key was made", 0, "keys", "rotate");
        Path backup = home.resolve("backup");
        terminal.says("read again and found whole", 0, "backup", "--check", backup.toString());
        terminal.says("passwords are forgotten", 0, "keys", "logins");
        terminal.says("roots fit", 0, "journal", "verify");
        terminal.says("is not empty", 1, "restore", backup.toString());
        new DataFolder(home.resolve("data")).discard();
        terminal.says("roots fit", 0, "restore", backup.toString());
        Process known = akoma(keys, "import", "htcds", "--dry-run", list.toString());
        assertThat(all(known)).contains("are known already").doesNotContain("at org.");
        assertThat(known.exitValue()).isZero();
    }

    @Test
    void aRestoredHouseIsACopyUntilItIsMadeLive() throws Exception {
        Map<String, String> keys = madeBefore();
        terminal.says("Akoma is ready at", 0, "serve", "--port", "0", "--stop-when-ready");
        Path backup = home.resolve("backup");
        terminal.says("The keys are NOT in it", 0, "backup", backup.toString());
        new DataFolder(home.resolve("data")).discard();
        terminal.says("It is a copy", 0, "restore", backup.toString());
        theCopySaysSo(keys);
        terminal.says("makes no keys", 1, "keys", "rotate");
        terminal.says("is the house of the programme now", 0, "restore", "--live");
        terminal.says("no restored copy", 1, "restore", "--live");
        terminal.says("roots fit", 0, "journal", "verify");
    }

    /** In the terminal, and on every page, before somebody signs in too. */
    private void theCopySaysSo(Map<String, String> keys) throws Exception {
        Process copy = akoma(keys, "serve", "--port", "0");
        try (var said = copy.inputReader(StandardCharsets.UTF_8);
                HttpClient client = HttpClient.newHttpClient()) {
            String line = said.readLine();
            while (line != null && !line.startsWith("Akoma is ready at ")) line = said.readLine();
            String address = String.valueOf(line).substring("Akoma is ready at ".length());
            while (line != null && !line.contains("RESTORED COPY")) line = said.readLine();
            assertThat(line).contains("--live");
            for (String page : List.of("/sign-in?lang=fr", "/help?lang=fr", "/your-data?lang=fr"))
                assertThat(page(client, address + page)).as(page).contains("Copie restaurée le ", "rien n’est envoyé");
            assertThat(page(client, address + "/sign-in?lang=en")).contains("A copy, restored on ", "nothing is sent");
            terminal.says("Stop it first", 1, "restore", "--live");
        } finally {
            copy.destroy();
            assertThat(copy.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static String page(HttpClient client, String address) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** The reference scenario of its first children: how a whole one is replayed is tested elsewhere. */
    private static String ofFewChildren() {
        ObjectNode story = (ObjectNode) JsonMapper.shared().readTree(FilledDemo.story());
        // nobody here reads a file today that was handed over in the story
        for (String section : List.of("leVictimSuspectLinks", "attendance", "alerts", "handover", "expected"))
            story.remove(section);
        ArrayNode children = (ArrayNode) story.path("children");
        while (children.size() > CHILDREN) children.remove(children.size() - 1);
        Set<String> kept = Set.copyOf(children.findValuesAsString("code"));
        for (String section :
                List.of("visits", "reunificationMilestones", "csiAssessments", "assistance", "payments", "referrals"))
            only(kept, "child", (ArrayNode) story.path(section));
        only(kept, "caseCode", (ArrayNode) story.path("sealedLinkTable").path("rows"));
        return story.toString();
    }

    private static void only(Set<String> kept, String field, ArrayNode rows) {
        for (int n = rows.size() - 1; n >= 0; n--)
            if (!kept.contains(rows.get(n).path(field).asString(""))) rows.remove(n);
    }

    /** This machine's addresses: the loopback one, and those that others reach. */
    private static List<String> hosts() throws IOException {
        List<String> hosts = new ArrayList<>(List.of("127.0.0.1"));
        NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .forEach(address -> hosts.add(address.getHostAddress()));
        return hosts;
    }

    private static boolean answers(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 2_000);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }
}
