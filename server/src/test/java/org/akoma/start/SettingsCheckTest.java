package org.akoma.start;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.akoma.ground.database.CheckResult;
import org.akoma.ground.database.CheckResult.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.mock.env.MockPropertySource;

/** Settings that would surprise at a start, each by its sentence. */
class SettingsCheckTest {

    private static List<CheckResult> with(@Nullable String mailTo, String... settings) {
        StandardEnvironment environment = new StandardEnvironment();
        MockPropertySource source = new MockPropertySource();
        for (int i = 0; i < settings.length; i += 2) source.withProperty(settings[i], settings[i + 1]);
        environment.getPropertySources().addFirst(source);
        return new SettingsCheck(environment, List.of()).all(mailTo);
    }

    private static List<String> of(Level level, List<CheckResult> results) {
        return results.stream()
                .filter(one -> one.level() == level)
                .map(CheckResult::sentence)
                .toList();
    }

    @Test
    void aProxyIsNamedByItsAddress() {
        assertThat(of(Level.WRONG, with(null, "akoma.trusted-proxies", "10.0.0.0/8, proxy.example")))
                .singleElement()
                .asString()
                .contains("10.0.0.0/8")
                .contains("proxy.example");
        assertThat(of(Level.WARNING, with(null))).anyMatch(one -> one.startsWith("No TLS proxy"));
        assertThat(of(Level.OK, with(null, "akoma.trusted-proxies", "127.0.0.1, ::1")))
                .anyMatch(one -> one.contains("::1"));
    }

    /** The service has settings that the shell of a morning's doctor lacks. */
    @Test
    void theProxyOfTheLastStartIsNoWarning() {
        List<CheckResult> results = new SettingsCheck(new StandardEnvironment(), List.of("127.0.0.1")).all(null);
        assertThat(of(Level.OK, results)).anyMatch(one -> one.contains("127.0.0.1") && one.contains("last start"));
        assertThat(of(Level.WARNING, results)).noneMatch(one -> one.startsWith("No TLS proxy"));
    }

    @Test
    void aLimitThatAStartWouldRefuseIsFound() {
        assertThat(of(Level.WRONG, with(null, "akoma.policy.caseload.max", "abc")))
                .singleElement()
                .asString()
                .contains("akoma.policy.caseload.max is abc");
        assertThat(of(Level.WRONG, with(null, "akoma.policy.case-load.max", "20")))
                .singleElement()
                .asString()
                .contains("Write akoma.policy.caseload.max");
        assertThat(of(Level.WRONG, with(null, "akoma.policy.caseload.max", "20")))
                .isEmpty();
    }

    @Test
    void mailIsReachedAndOnlySentWhenAskedFor() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        mail.setUser("it@ngo.example", "akoma", "s3cret");
        String port = String.valueOf(mail.getSmtp().getPort());
        String[] settings = {
            "spring.mail.host",
            "127.0.0.1",
            "spring.mail.port",
            port,
            "spring.mail.password",
            "s3cret",
            "spring.mail.username",
            "akoma",
            "spring.mail.properties.mail.smtp.auth",
            "true",
            "akoma.notices.from",
            "akoma@ngo.example"
        };
        try {
            assertThat(of(Level.OK, with(null, settings))).anyMatch(one -> one.contains("is reached"));
            assertThat(mail.getReceivedMessages()).isEmpty();
            List<CheckResult> sent = with("it@ngo.example", settings);
            assertThat(of(Level.OK, sent)).anyMatch(one -> one.startsWith("A letter to it@ngo.example"));
            assertThat(sent.toString()).doesNotContain("s3cret");
            assertThat(mail.getReceivedMessages()).hasSize(1);
        } finally {
            mail.stop();
        }
        assertThat(of(Level.WRONG, with("it@ngo.example", settings)))
                .singleElement()
                .asString()
                .contains("is not reached");
    }

    @Test
    void aLetterWithoutAServerIsNotSent() {
        assertThat(of(Level.WRONG, with("it@ngo.example")))
                .singleElement()
                .asString()
                .contains("no mail server is named");
    }

    /** A full disk at the mail server: it lets Akoma in and takes no letter. */
    @Test
    void theWordsOfTheMailServerAreSaid() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(server));
            String[] settings = {
                "spring.mail.host",
                "127.0.0.1",
                "spring.mail.port",
                String.valueOf(server.getLocalPort()),
                "akoma.notices.from",
                "akoma@ngo.example"
            };
            assertThat(of(Level.OK, with(null, settings))).anyMatch(one -> one.contains("--mail-to ADDRESS shows"));
            assertThat(of(Level.WRONG, with("it@ngo.example", settings)))
                    .singleElement()
                    .asString()
                    .contains("452 4.3.1 Insufficient system storage");
        }
        assertThat(of(Level.WRONG, with(null, "spring.mail.host", "mail.invalid", "akoma.notices.from", "a@b.example")))
                .singleElement()
                .asString()
                .contains("mail.invalid");
    }

    private static void answer(ServerSocket server) {
        while (!server.isClosed())
            try (Socket one = server.accept();
                    var in = new BufferedReader(new InputStreamReader(one.getInputStream(), US_ASCII));
                    var out = new PrintWriter(one.getOutputStream(), true, US_ASCII)) {
                out.print("220 mail.example\r\n");
                out.flush();
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    out.print(
                            line.startsWith("MAIL")
                                    ? "452 4.3.1 Insufficient system storage\r\n"
                                    : line.startsWith("QUIT") ? "221 bye\r\n" : "250 mail.example\r\n");
                    out.flush();
                }
            } catch (IOException closed) {
                // the next caller
            }
    }

    @Test
    void aCertificateThatCannotBeReadIsWrong() {
        assertThat(of(Level.WRONG, with(null, "server.ssl.certificate", "/none/at.all")))
                .singleElement()
                .asString()
                .contains("/none/at.all");
    }
}
