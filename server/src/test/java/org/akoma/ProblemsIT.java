package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs and browsers are told when something is wrong: a stable code, words in their language, nothing of the inside. */
class ProblemsIT extends HouseIT {

    private String admin;
    private Caller api;

    @BeforeEach
    void somebody() {
        admin = person(Role.SYSTEM_ADMINISTRATOR, structure(Organisation.Kind.NGO));
        api = api(admin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"x\"", "{\"username\":", "null", ""})
    void malformedJson(String body) {
        Answer answer = nobody().send("POST", "/api/v1/tokens", "application/json", body);
        told(answer, 400, "house.malformed");
    }

    /** An address that is the API to some and a page to others: without the version or the limits that either asks for. */
    @ParameterizedTest
    @ValueSource(strings = {"/%61pi/v1/people", "/api/v1/p%65ople", "/api/v1/cases/AK%2D001", "/%73lips"})
    void anAddressThatHidesItsLetters(String address) {
        assertThat(api.get(address).status()).isEqualTo(400);
    }

    @Test
    void wrongTypeMethodAndAddress() {
        told(nobody().send("POST", "/api/v1/tokens", "text/plain", "x"), 415, "house.wrong-content-type");
        told(api.send("PUT", "/api/v1/people", "application/json", "{}"), 405, "house.wrong-method");
        told(api.get("/api/v1/nothing-here"), 404, "house.not-found");
        told(api.get("/api/nothing"), 404, "house.not-found");
    }

    @Test
    void unknownAndImpossibleIdsAnswerAlike() {
        Answer unknown = api.get("/api/v1/people/nobody-here");
        told(unknown, 404, "house.not-found");
        Answer strange = api.post("/api/v1/people/nobody-here/roles/not-an-id/end", Map.of());
        told(strange, 404, "house.not-found");
        assertThat(strange.body()).isEqualTo(unknown.body());
    }

    @Test
    void tooMuchIsRefusedWhetherAnnouncedOrNot() {
        String much = "{\"username\":\"" + "x".repeat(3_000_000) + "\"}";
        told(nobody().send("POST", "/api/v1/tokens", "application/json", much), 413, "house.too-large");
        var chunked = nobody().request("/api/v1/tokens")
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofInputStream(() ->
                        new java.io.ByteArrayInputStream(much.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        told(nobody().send(chunked), 413, "house.too-large");
    }

    /** JSON can escape half of a character; it is refused before anything of it is kept. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"username\":\"a\\ud800b\"}", "{\"username\":[\"\\udc00\"]}"})
    void halfOfACharacterIsRefused(String body) {
        told(nobody().send("POST", "/api/v1/tokens", "application/json", body), 400, "house.broken-text");
    }

    @Test
    void deepNestingIsNotFollowed() {
        Answer answer =
                nobody().send("POST", "/api/v1/tokens", "application/json", "{\"username\":" + "[".repeat(100_000));
        told(answer, 400, "house.malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/../../actuator/env",
                "/api/v1/cases;x=1/AK-001",
                "//api/v1/cases",
                "/api/v1/./cases",
                "/api/v1/cases?q=%ff%fe",
                "/api/v1/people?limit=%c3%28"
            })
    void strangeAddressesAreNotFollowed(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + api.token()
                + "\r\nAccept: application/json\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "\"code\":\"house.malformed\"")
                .doesNotContain("actuator", "timestamp", "Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cases/%zz", "/%00", "/cases/..%2f..%2fetc"})
    void aPersonIsToldOfAnAddressThatNobodyCanRead(String path) throws IOException {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("La demande n’a pas été comprise", "The request was not understood")
                .doesNotContain("Tomcat", "HTTP Status", "Exception");
    }

    @Test
    void anAddressThatIsTooLongIsRefusedInWords() throws IOException {
        for (String path : List.of("/cases?q=", "/api/v1/cases?q="))
            assertThat(raw("GET " + path + "a".repeat(20_000)
                            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 400")
                    .containsAnyOf("La demande n’a pas été comprise", "house.malformed")
                    .doesNotContain("Tomcat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "FROB"})
    void methodsThatAreNoneAreRefused(String method) throws IOException {
        assertThat(
                        raw(
                                method
                                        + " /api/v1/people HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nConnection: close\r\n\r\n"))
                .containsPattern("^HTTP/1.1 (400|405)")
                .contains("\"code\":\"house.")
                .doesNotContain("timestamp");
    }

    @Test
    void aBodyOfPartsThatHasNoneIsTheCallersMistake() {
        told(
                api.send("POST", "/api/v1/imports/htcds", "multipart/form-data; boundary=x", "not a part"),
                400,
                "house.malformed");
    }

    @Test
    void whatIsTypedWritesNoHeader() {
        Answer page = browser().get("/sign-in?lang=fr%0d%0aX-Evil:%201&back=/%0d%0aX-Evil:%201");
        assertThat(page.header("X-Evil")).isEmpty();
        assertThat(page.headers("Set-Cookie")).noneMatch(cookie -> cookie.contains("X-Evil"));
    }

    /** As it is, byte by byte: a client would tidy the address first. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void wordsComeInTheLanguageAskedFor() {
        var request =
                nobody().request("/api/v1/me").header("Accept-Language", "en").GET();
        assertThat(nobody().send(request).json().path("title").asString()).isEqualTo("Sign in first");
        assertThat(nobody().get("/api/v1/me").json().path("title").asString()).isEqualTo("Connectez-vous d’abord");
        Answer input =
                nobody().send("POST", "/api/v1/tokens", "application/json", "{\"user\":1}", "Accept-Language", "en");
        assertThat(input.status()).isEqualTo(422);
        assertThat(input.json().path("errors").get(0).path("message").asString())
                .isEqualTo("Write the code of the person");
        assertThat(input.json().path("errors").get(0).has("args")).isFalse();
    }

    @Test
    void aHugeHeaderIsRefused() {
        assertThat(nobody().send(nobody().request("/api/v1/me")
                                .header("X-Long", "x".repeat(20_000))
                                .GET())
                        .status())
                .isIn(400, 431);
    }

    @Test
    void pagesOfErrorsKeepTheHouseAndTellNothing() {
        Visit visit = browser(admin);
        Answer missing = visit.get("/nothing-here");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.body()).contains("Page introuvable").doesNotContain("Exception");
        Answer strange = visit.get("/people?limit=abc");
        assertThat(strange.body()).doesNotContain("Exception");
    }

    @Test
    void theApiDescribesItselfToThoseInside() {
        assertThat(nobody().get("/api/docs/openapi").status()).isEqualTo(401);
        Answer described = api.get("/api/docs/openapi");
        assertThat(described.status()).isEqualTo(200);
        assertThat(described.json().path("paths").has("/api/v1/people")).isTrue();
        assertThat(described.json().path("paths").has("/api/v1/tokens")).isTrue();
        assertThat(described.body()).doesNotContain("\"Actor\"");
        assertThat(browser().get("/api/docs").status()).isIn(302, 401);
        assertThat(browser(admin).get("/api/docs").status()).isIn(200, 302);
    }

    @Test
    void pagesAreNotKeptByBrowsersAndCallNobodyElse() {
        Answer page = browser(admin).get("/people");
        assertThat(page.header("Cache-Control").orElse("")).contains("no-store");
        assertThat(page.header("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'")
                .contains("frame-ancestors 'none'");
        assertThat(page.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.header("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.header("Server")).isEmpty();
    }

    private static void told(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("title").asString()).isNotBlank();
        for (String inside : List.of("Exception", "org.", "jackson", "postgres", "line:"))
            assertThat(answer.body()).doesNotContain(inside);
    }
}
