package org.akoma.ground.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Visit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Headers that keep every answer to itself, also those of errors (OWASP ASVS V3.4, V14.3), and what is written of a refusal (V16.3). */
@ExtendWith(OutputCaptureExtension.class)
class HeadersIT extends HouseIT {

    @Test
    void noPageLooksListensOrIsOpenedByAnother() {
        Visit visit = browser();
        Answer page = visit.get("/sign-in");
        assertThat(page.header("permissions-policy").orElse(""))
                .contains("camera=()", "microphone=()", "geolocation=()");
        assertThat(page.header("cross-origin-opener-policy").orElse("")).isEqualTo("same-origin");
        assertThat(page.header("cross-origin-resource-policy").orElse("")).isEqualTo("same-origin");
    }

    @Test
    void everyAnswerIsGuardedAndKeptByNobody() {
        String worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        for (Answer answer : List.of(
                browser().get("/sign-in"),
                browser(worker).get("/tasks"),
                browser(worker).get("/people"), // 403
                browser(worker).get("/nothing-here"),
                browser(worker).post("/sign-out"),
                api(worker).get("/api/v1/me"),
                api(worker).get("/api/v1/cases"),
                api(worker).get("/api/v1/cases/AK-999999"),
                api(worker).post("/api/v1/cases", Map.of("x", 1)),
                nobody().get("/api/v1/me"),
                nobody().get("/actuator/health"))) {
            assertThat(answer.header("Cache-Control").orElse(""))
                    .as(answer.toString())
                    .contains("no-store");
            guarded(answer.header("Content-Security-Policy").orElse(""), answer.toString());
            assertThat(answer.header("X-Content-Type-Options"))
                    .as(answer.toString())
                    .hasValue("nosniff");
            assertThat(answer.header("Referrer-Policy")).as(answer.toString()).hasValue("no-referrer");
            assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    /** What the web server refuses before the application sees it. */
    @Test
    void whatNobodyCanReadIsAnsweredWithTheSameHeaders() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET /cases/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400");
            assertThat(answer.toLowerCase(Locale.ROOT))
                    .contains(
                            "cache-control: no-store",
                            "x-content-type-options: nosniff",
                            "referrer-policy: no-referrer");
            guarded(answer, answer);
        }
    }

    /** Another site that chooses the request learns nothing from the length of the answer. */
    @Test
    void onlyOurOwnPagesAreAnsweredCompressed() {
        String worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        String cookie = browser().signIn(worker, PASSWORD).headers("Set-Cookie").stream()
                .filter(one -> one.startsWith("akoma="))
                .findFirst()
                .orElseThrow()
                .replaceAll(";.*", "");
        assertThat(compressed("/tasks", "Cookie", cookie, "Sec-Fetch-Site", "same-origin"))
                .isTrue();
        assertThat(compressed("/tasks", "Cookie", cookie, "Sec-Fetch-Site", "none"))
                .isTrue();
        for (String site : List.of("cross-site", "same-site", "anything"))
            assertThat(compressed("/tasks", "Cookie", cookie, "Sec-Fetch-Site", site))
                    .as(site)
                    .isFalse();
        assertThat(compressed("/tasks", "Cookie", cookie))
                .as("a browser that does not say")
                .isFalse();
        assertThat(compressed("/sign-in"))
                .as("without a cookie there is nothing to learn")
                .isTrue();
    }

    /** Who was refused what, without a word of what they typed. */
    @Test
    void aRefusalIsWrittenWithWhoAndTheRouteAlone(CapturedOutput log) {
        String worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        String code = worker.toUpperCase(Locale.ROOT);
        api(worker).get("/api/v1/people/kouassi-akissi");
        api(worker).get("/api/v1/cases/AK-KOUASSI?q=akissi");
        browser(worker).get("/people");
        assertThat(log.getAll())
                .contains("404 GET /api/v1/people/{code} by " + code)
                .contains("404 GET /api/v1/cases/{code} by " + code)
                .contains("403 GET /people by " + code)
                .doesNotContainIgnoringCase("kouassi")
                .doesNotContainIgnoringCase("akissi");
    }

    private boolean compressed(String path, String... headers) {
        var request = nobody().request(path).header("Accept-Encoding", "gzip").GET();
        if (headers.length > 0) request.headers(headers);
        Answer answer = nobody().send(request);
        assertThat(answer.status()).isEqualTo(200);
        return answer.header("Content-Encoding").orElse("").equals("gzip");
    }

    private static void guarded(String policy, String answer) {
        assertThat(policy).as(answer).contains("default-src", "base-uri 'none'", "frame-ancestors 'none'");
        if (!policy.contains("default-src 'none'")) assertThat(policy).contains("object-src 'none'");
    }
}
