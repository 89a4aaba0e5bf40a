package org.akoma.ground.passkeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.akoma.TestChromium;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.signin.GuardedHouseIT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A passkey in a real browser, whose device is a virtual one: added, used at the door and in place of the code, and removed; and a browser that knows none. */
class PasskeyJourney extends GuardedHouseIT {

    private static final Path PICTURES = Path.of("target", "journeys");

    private static TestChromium chromium;

    private Page page;
    private String at;

    @BeforeAll
    static void open() {
        chromium = new TestChromium();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @ParameterizedTest
    @CsvSource({"360, fr, Retirer cette clé", "1280, en, Remove this passkey"})
    void aDeviceLetsItsPersonIn(int width, String language, String remove) {
        clock.moveTo(MORNING);
        at = language + "-" + width;
        String worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        try (BrowserContext context =
                chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(width, 800))) {
            page = context.newPage();
            String secret = firstVisit(worker, language);
            go("/account/passkeys");
            assertThat(page.locator("[data-passkey-some] #name").isVisible()).isTrue();
            seen("own-without");
            withADevice();
            page.fill("#name", "Téléphone");
            page.fill("#before", PASSWORD);
            page.fill("#code", codeOf(secret, 0));
            page.locator("form[action$='/account/passkeys'] button").click();
            seen("make");
            page.locator("form[data-passkey=create] button").click();
            page.waitForURL("**/account/passkeys?done=passkey-added");
            page.locator("details summary").last().click();
            seen("added");
            clock.moveTo(clock.instant().plusSeconds(60 * 60 * 2));
            go("/sign-in");
            seen("sign-in");
            page.locator("form[data-passkey=get] button").click();
            page.waitForURL(address -> !address.contains("/sign-in"));
            clock.moveTo(clock.instant().plusSeconds(60 * 35));
            go("/account/passkeys");
            page.locator("details summary").last().click();
            page.locator("button", new Page.LocatorOptions().setHasText(remove)).click();
            page.locator("#secondFactor").waitFor();
            seen("again");
            page.locator("form[data-passkey=get] button").click();
            page.waitForURL("**/account/passkeys?done=passkey-removed");
            context.clearCookies();
            go("/sign-in");
            page.locator("form[data-passkey=get] button").click();
            page.waitForURL("**/sign-in/passkey");
            seen("refused");
        }
    }

    @ParameterizedTest
    @CsvSource({"fr, à cette adresse", "en, at this address"})
    void aBrowserWithoutPasskeysOrScriptsIsToldToUseTheCode(String language, String said) {
        try (BrowserContext context = chromium.browser().newContext()) {
            context.addInitScript("delete window.PublicKeyCredential");
            page = context.newPage();
            page.navigate("http://localhost:" + port + "/sign-in?lang=" + language);
            assertThat(page.locator("[data-passkey-none]").textContent()).contains(said);
            assertThat(page.locator("[data-passkey-none]").isVisible()).isTrue();
            assertThat(page.locator("form[data-passkey=get] button").isVisible())
                    .isFalse();
        }
        try (BrowserContext context =
                chromium.browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            page = context.newPage();
            page.navigate("http://localhost:" + port + "/sign-in?lang=" + language);
            assertThat(page.locator("main").innerText()).contains("JavaScript");
            assertThat(page.locator("form[data-passkey=get] button").isVisible())
                    .isFalse();
        }
    }

    private void withADevice() {
        CDPSession session = page.context().newCDPSession(page);
        session.send("WebAuthn.enable");
        JsonObject device = new JsonObject();
        device.addProperty("protocol", "ctap2");
        device.addProperty("transport", "internal");
        for (String able :
                List.of("hasResidentKey", "hasUserVerification", "isUserVerified", "automaticPresenceSimulation"))
            device.addProperty(able, true);
        JsonObject options = new JsonObject();
        options.add("options", device);
        session.send("WebAuthn.addVirtualAuthenticator", options);
    }

    /** @return the key of the second factor */
    private String firstVisit(String worker, String language) {
        go("/sign-in?lang=" + language);
        page.fill("#username", worker);
        page.fill("#password", PASSWORD);
        page.locator("form[action$='/sign-in'] button").click();
        page.fill("#before", PASSWORD);
        page.locator("main button[type=submit]").click();
        String secret = page.locator(".key").textContent().replace(" ", "");
        page.fill("#code", codeOf(secret, 0));
        page.locator("main button[type=submit]").click();
        clock.moveTo(clock.instant().plusSeconds(60));
        return secret;
    }

    private void go(String path) {
        page.navigate("http://localhost:" + port + path);
    }

    /** Nothing serious for axe, and nothing beside the screen. */
    private void seen(String what) {
        page.waitForLoadState();
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(PICTURES.resolve("passkeys-" + what + "-" + at + ".png")));
        assertThat(new AxeBuilder(page)
                        .analyze().getViolations().stream()
                                .filter(one -> List.of("serious", "critical").contains(one.getImpact()))
                                .map(one -> one.getId() + " "
                                        + one.getNodes().getFirst().getHtml()))
                .as(what)
                .isEmpty();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as(what)
                .isTrue();
    }
}
