package org.akoma.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.akoma.ground.web.PlainHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code serve} refuses before it opens anything. */
class ServeTest {

    @TempDir
    Path home = Path.of("unset");

    private final StringWriter said = new StringWriter();

    private int serve(String... more) {
        CommandLine line = new CommandLine(new Serve());
        line.setErr(new PrintWriter(said, true));
        line.setExecutionExceptionHandler((problem, command, parsed) -> {
            command.getErr().println(problem.getMessage());
            return 1;
        });
        Stream<String> anyPort = List.of(more).contains("--port") ? Stream.of() : Stream.of("--port", "0");
        Stream<String> data = Stream.of("--data", home.resolve("data").toString());
        return line.execute(Stream.of(anyPort, data, Stream.of(more))
                .flatMap(words -> words)
                .toArray(String[]::new));
    }

    @Test
    void keysBelowTheRecordsAreRefused() throws IOException {
        assertThat(serve("--keys", home.resolve("data/secrets").toString())).isEqualTo(1);
        assertThat(said.toString()).contains("--keys DIR", "--keys-beside-data").hasLineCount(1);
        assertThat(home.resolve("data")).doesNotExist();
        Files.createDirectories(home.resolve("data/keys")); // as an older version left them
        assertThat(serve()).isEqualTo(1);
    }

    @Test
    void itListensOnThisMachineUnlessToldOtherwise() {
        ApplicationCommand.Listening doors = new ApplicationCommand.Listening();
        assertThat(doors.properties()).contains("server.address=127.0.0.1");
        assertThat(doors.areOpenToOthers()).isFalse();
        doors.address = "0.0.0.0";
        assertThat(doors.areOpenToOthers()).isTrue();
        assertThat(doors.reachable()).isEqualTo("127.0.0.1");
        assertThat(serve("--listen", "everywhere")).isEqualTo(1);
        assertThat(said.toString()).contains("Not an IP address").hasLineCount(1);
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void aTakenPortIsSaidBeforeAnythingIsMade() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(serve(
                            "--port",
                            String.valueOf(other.getLocalPort()),
                            "--keys",
                            home.resolve("keys").toString()))
                    .isEqualTo(1);
            assertThat(said.toString())
                    .contains("cannot listen on port " + other.getLocalPort(), "--port " + (other.getLocalPort() + 1))
                    .hasLineCount(1);
        }
        assertThat(home.resolve("data")).doesNotExist();
        assertThat(home.resolve("keys")).doesNotExist();
    }

    @Test
    void aWrongSettingIsSaidBeforeAnythingIsMade() {
        assertThat(serveWith("akoma.policy.caseload.max", "abc")).contains("akoma.policy.caseload.max is abc");
        assertThat(serveWith("akoma.trusted-proxies", "proxy.example")).contains("proxy.example");
        assertThat(serveWith("akoma.demo", "true")).contains("akoma.demo");
        assertThat(home).isEmptyDirectory();
    }

    private String serveWith(String setting, String value) {
        said.getBuffer().setLength(0);
        System.setProperty(setting, value);
        try {
            assertThat(serve("--keys", home.resolve("keys").toString())).isEqualTo(1);
        } finally {
            System.clearProperty(setting);
        }
        assertThat(said.toString()).hasLineCount(1);
        return said.toString();
    }

    @Test
    void aCallerFromElsewhereWithoutTlsIsSeen() {
        assertThat(PlainHttp.isOpenToOthers(false, "127.0.0.1")).isFalse();
        assertThat(PlainHttp.isOpenToOthers(false, "::1")).isFalse();
        assertThat(PlainHttp.isOpenToOthers(false, "192.0.2.7")).isTrue();
        assertThat(PlainHttp.isOpenToOthers(true, "192.0.2.7")).isFalse();
    }
}
