package org.akoma.ground.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Visit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way in and out, over HTTP. */
class SignInIT extends HouseIT {

    private String worker;

    @BeforeEach
    void aWorker() {
        worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
    }

    @Test
    void aTokenSaysWhoIAm() {
        Answer me = api(worker).get("/api/v1/me");
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.json().path("username").asString()).isEqualTo(worker);
        assertThat(me.json().path("roles").get(0).asString()).isEqualTo("CASE_WORKER");
        assertThat(me.json().path("compartment").asString()).isEqualTo("PROTECTION");
    }

    @Test
    void healthAnswersEverybody() {
        assertThat(nobody().get("/actuator/health").body()).contains("UP");
        assertThat(nobody().get("/actuator/env").status()).isIn(401, 302, 403);
    }

    @Test
    void nobodyGetsInWithoutSigningIn() {
        assertThat(nobody().get("/api/v1/me").code()).isEqualTo("access.not-signed-in");
        assertThat(nobody().withToken("nonsense").get("/api/v1/me").status()).isEqualTo(401);
        Answer page = browser().get("/people?role=X");
        assertThat(page.status()).isEqualTo(302);
        assertThat(page.location()).endsWith("/sign-in?back=%2Fpeople%3Frole%3DX");
        assertThat(browser().get("/?lang=fr").location())
                .as("the language that is asked for")
                .endsWith("/sign-in?lang=fr&back=%2F%3Flang%3Dfr");
        assertThat(browser().get("/?lang=xx").location()).doesNotContain("sign-in?lang");
    }

    @Test
    void aBrowserSignsInAndComesBackToWhereItWanted() {
        Visit visit = browser();
        Answer in = visit.signIn(worker.toUpperCase(java.util.Locale.ROOT), PASSWORD, "back", "/help?a={b}");
        assertThat(in.status()).isEqualTo(303);
        assertThat(in.location()).isEqualTo("/help?a={b}");
        assertThat(visit.get("/help").body()).contains(actor(worker).code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "https://evil.example",
                "javascript:alert(1)",
                "/\t/evil",
                ""
            })
    void noAddressOfAnotherHouseIsFollowed(String back) {
        assertThat(browser().signIn(worker, PASSWORD, "back", back).location()).isEqualTo("/");
    }

    @Test
    void theCookieIsForThisSiteAndNotForScripts() {
        String cookie = browser().signIn(worker, PASSWORD).headers("Set-Cookie").stream()
                .filter(header -> header.startsWith("akoma="))
                .findFirst()
                .orElseThrow();
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax").contains("Path=/");
    }

    @Test
    void aWrongPasswordAndAnUnknownNameAnswerAlike() {
        Answer wrong = browser().signIn(worker, "not it at all");
        Answer unknown = browser().signIn(fresh("no").toLowerCase(java.util.Locale.ROOT), "not it at all");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(wrong.body()).contains("ne vont pas ensemble").contains("value=\"" + worker + "\"");
        assertThat(wrong.body()).doesNotContain("not it at all");
        assertThat(unknown.body())
                .as("the same sentence, which is true also of an account whose role nobody approved")
                .contains("ne vont pas ensemble", "pas de rôle approuvé en ce moment");
    }

    @Test
    void nothingTypedIsToldBesideTheField() {
        Answer answer = browser().signIn("", "");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("username-error").contains("Écrivez votre mot de passe");
    }

    @Test
    void afterFiveWrongTriesTheAccountWaitsLongerEachTime() {
        for (int i = 0; i < 5; i++) assertThat(token(worker, "wrong").code()).isEqualTo("access.wrong-password");
        Answer locked = token(worker, PASSWORD);
        assertThat(locked.status()).isEqualTo(429);
        assertThat(locked.code()).isEqualTo("access.locked");
        assertThat(retryAfter(locked)).isBetween(1L, 16L);
        assertThat(browser().signIn(worker, PASSWORD).body()).contains("réessayez dans une minute");
        clock.moveTo(MORNING.plusSeconds(20));
        assertThat(token(worker, "wrong").status()).isEqualTo(401);
        assertThat(retryAfter(token(worker, PASSWORD))).isBetween(20L, 31L);
        clock.moveTo(MORNING.plusSeconds(120));
        assertThat(token(worker, PASSWORD).status()).isEqualTo(201);
    }

    @Test
    void anUnknownNameLocksLikeAKnownOne() {
        String name = fresh("no");
        for (int i = 0; i < 5; i++) assertThat(token(name, "wrong").code()).isEqualTo("access.wrong-password");
        assertThat(token(name, "wrong").code()).isEqualTo("access.locked");
    }

    @Test
    void aFormWithoutItsTokenIsNotTaken() {
        Visit visit = browser(worker);
        visit.forgetCsrf();
        assertThat(visit.post("/sign-out").location()).contains("/sign-in?expired");
        assertThat(visit.get("/help").body()).contains(actor(worker).code());
    }

    /** The token is the session's, whatever cookie a neighbouring host plants. */
    @Test
    void noPlantedCookieStandsForTheToken() {
        Visit visit = browser(worker);
        for (String name : List.of("akoma-form", "XSRF-TOKEN")) visit.cookies().put(name, "planted");
        assertThat(visit.post("/sign-out", "_csrf", "planted").location()).contains("/sign-in?expired");
        String own = visit.csrf();
        assertThat(own).isNotEqualTo(visit.cookies().get("akoma"));
        Visit colleague = browser(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        assertThat(colleague.post("/sign-out", "_csrf", own).location())
                .as("the token of another's session")
                .contains("/sign-in?expired");
        visit.get("/help");
        assertThat(visit.post("/sign-out").location()).isEqualTo("/sign-in");
    }

    @Test
    void signingOutEndsTheSessionItself() {
        Visit visit = browser(worker);
        String cookie = visit.cookies().get("akoma");
        visit.get("/help");
        assertThat(visit.post("/sign-out").status()).isEqualTo(303);
        assertThat(visit.cookies()).doesNotContainKey("akoma");
        visit.cookies().put("akoma", cookie);
        assertThat(visit.get("/people").location()).contains("/sign-in");
    }

    /** "Back" is a page of the history: it shows the tables, and an address that is typed after a minute the sign-in page. */
    @Test
    void theWayBackAfterLeavingShowsTheTables() {
        Visit visit = browser(worker);
        visit.get("/tables");
        String left = "tables=" + visit.cookies().get("tables");
        assertThat(to(left, "/people", "same-origin")).endsWith("/tables");
        assertThat(to(left, "/people", "none")).endsWith("/tables");
        assertThat(to(left, "/sign-in", "none")).endsWith("/tables");
        clock.moveTo(clock.instant().plusSeconds(59));
        visit.get("/tables"); // led there by an address that did not open
        assertThat("tables=" + visit.cookies().get("tables"))
                .as("to try does not begin the minute anew")
                .isEqualTo(left);
        clock.moveTo(clock.instant().plusSeconds(2));
        assertThat(to(left, "/people", "same-origin")).endsWith("/tables");
        assertThat(to(left, "/people", "none")).contains("/sign-in");
        visit.signIn(worker, PASSWORD);
        visit.get("/tables");
        assertThat("tables=" + visit.cookies().get("tables"))
                .as("who leaves again")
                .isNotEqualTo(left);
    }

    private String to(String cookie, String path, String site) {
        return nobody().send(nobody().request(path)
                        .header("Cookie", cookie)
                        .header("Accept", "text/html")
                        .header("Sec-Fetch-Site", site)
                        .GET())
                .location();
    }

    /** Signing in anew in the same browser ends the session before it (OWASP ASVS 7.2.4). */
    @Test
    void signingInAnewEndsTheSessionBefore() {
        Visit visit = browser();
        String before = cookieOf(visit.signIn(worker, PASSWORD));
        String after = cookieOf(visit.signIn(worker, PASSWORD));
        assertThat(after).isNotEqualTo(before);
        assertThat(pageWith(before).location()).contains("/sign-in");
        assertThat(pageWith(after).status()).isEqualTo(200);
    }

    private static String cookieOf(Answer in) {
        return in.headers("Set-Cookie").stream()
                .filter(one -> one.startsWith("akoma="))
                .findFirst()
                .orElseThrow()
                .replaceAll(";.*", "");
    }

    private Answer pageWith(String cookie) {
        return nobody().send(
                        nobody().request("/account").header("Cookie", cookie).GET());
    }

    @Test
    void leavingInAHurryEndsTheSessionItself() {
        Visit visit = browser(worker);
        String cookie = visit.cookies().get("akoma");
        assertThat(visit.get("/tables").status()).isEqualTo(200);
        visit.cookies().remove("tables");
        visit.cookies().put("akoma", cookie);
        assertThat(visit.get("/people").location()).contains("/sign-in");
    }

    @Test
    void aBrowserIsForgottenAfterAnHourWithoutUseAndATokenAfterHalfADay() {
        Visit visit = browser(worker);
        var program = api(worker);
        clock.moveTo(MORNING.plusSeconds(50 * 60));
        assertThat(visit.get("/help").body()).contains(actor(worker).code());
        clock.moveTo(MORNING.plusSeconds(100 * 60));
        assertThat(visit.get("/help").body()).contains(actor(worker).code());
        clock.moveTo(MORNING.plusSeconds(165 * 60));
        assertThat(visit.get("/help").body()).doesNotContain(actor(worker).code());
        assertThat(program.get("/api/v1/me").status()).isEqualTo(200);
        clock.moveTo(MORNING.plusSeconds(12 * 3600 + 60));
        assertThat(program.get("/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void aTokenCanBeEnded() {
        var program = api(worker);
        assertThat(program.delete("/api/v1/tokens/current").status()).isEqualTo(204);
        assertThat(program.get("/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void aTokenIsNotACookieNorTheReverse() {
        Visit visit = browser(worker);
        assertThat(nobody().withToken(visit.cookies().get("akoma"))
                        .get("/api/v1/me")
                        .status())
                .isEqualTo(401);
    }

    private Answer token(String username, String password) {
        return nobody().post("/api/v1/tokens", Map.of("username", username, "password", password));
    }

    private static long retryAfter(Answer answer) {
        return Long.parseLong(answer.header("Retry-After").orElseThrow());
    }
}
