package org.akoma.ground.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.akoma.Ids;
import org.akoma.TestChromium;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.people.Provisioning.NewPerson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A first visit, and the pages of who keeps and watches the doors, in a real browser: on a telephone and at a desk, in both languages. */
class SignInJourney extends GuardedHouseIT {

    private static final Path PICTURES = Path.of("target", "journeys");
    private static final String FIRST = "premier-mot-de-passe";
    private static final String OWN = "quatre mots sans aucun lien";

    private static TestChromium chromium;

    private Page page;
    private String language;
    private int width;

    @BeforeAll
    static void open() {
        chromium = new TestChromium();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @ParameterizedTest
    @CsvSource({"360, fr", "1280, en"})
    void theDoorsFromTheFirstVisitOn(int pixels, String words) {
        width = pixels;
        language = words;
        Organisation ngo = structure(Organisation.Kind.NGO);
        String worker = person(Role.CASE_WORKER, ngo);
        page = chromium.browser()
                .newContext(new Browser.NewContextOptions().setViewportSize(width, 800))
                .newPage();
        try {
            look("/invitation/" + worker + "/" + "a".repeat(43), "invitation");
            page.locator("main button[type=submit]").first().click();
            seen("invitation-errors");
            String admin = settled("adm", Role.SYSTEM_ADMINISTRATOR, ngo);
            comesBack(admin, firstVisit(admin));
            look("/account", "account");
            page.locator("form[action$='/account/password'] button").click();
            seen("account-errors");
            look("/people", "people");
            look("/people/new", "person-new");
            page.locator("main button[type=submit]").first().click();
            seen("person-new-errors");
            look("/people/" + worker, "person");
            page.locator("form[action$='/second-factor'] button").click();
            seen("person-asked");
            page.locator("form[action$='/password'] button").click();
            seen("password");
            look("/organisations", "organisations");
            look("/organisations/new", "organisation-new");
            look("/organisations/" + ngo.code(), "organisation");
            look("/decisions", "decisions-asked");
            look("/deputies", "deputies");
            page.locator("main button[type=submit]").last().click();
            seen("deputies-errors");
            page.locator(".out button:visible").click();
            firstVisit(settled("dpo", Role.DATA_PROTECTION_OFFICER, ngo));
            look("/approvals", "approvals");
            look("/decisions", "decisions");
            page.locator("main a.code").first().click();
            seen("decision");
            page.locator("main form[action$='/verdict'] button").click();
            seen("decision-errors");
            look("/break-glass", "break-glass");
            look("/journal", "journal");
            look("/journal/roots", "roots");
            page.locator("form[action$='/verification'] button").click();
            seen("verified");
        } finally {
            page.context().close();
        }
    }

    /** Under the same strict content policy as every page. */
    @Test
    void theApiDescribesItselfInABrowser() {
        String observer = person(Role.OBSERVER, structure(Organisation.Kind.OTHER));
        try (BrowserContext context = chromium.browser().newContext()) {
            page = context.newPage();
            List<String> complaints = new CopyOnWriteArrayList<>();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) complaints.add(message.text());
            });
            page.navigate("http://localhost:" + port + "/sign-in?back=/api/docs");
            signIn(observer, PASSWORD);
            page.locator(".opblock-tag").first().waitFor();
            assertThat(page.locator(".opblock-tag").count()).isGreaterThan(10);
            page.locator(".opblock-tag").first().click();
            page.locator(".opblock").first().waitFor();
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("doors-api-docs.png")));
            complaints.removeIf(one -> one.startsWith("Applying inline style")); // refused, and not missed
            assertThat(complaints).isEmpty();
        }
    }

    private String settled(String prefix, Role role, Organisation at) {
        String name = fresh(prefix).toLowerCase(java.util.Locale.ROOT);
        provisioning.settle(
                List.of(new NewPerson(Ids.next(), name, at.id(), role, null, null)), BEGINNING, FIRST, true);
        return name;
    }

    /** @return the key of the second factor */
    private String firstVisit(String username) {
        look("/sign-in", "sign-in");
        signIn(username, "wrong");
        seen("sign-in-wrong");
        signIn(username, FIRST);
        seen("welcome");
        page.fill("#password", "court");
        page.fill("#again", "autre");
        page.locator("main button[type=submit]").first().click();
        seen("welcome-errors");
        page.fill("#password", OWN);
        page.fill("#again", OWN);
        page.locator("main button[type=submit]").first().click();
        seen("welcome-conduct-left");
        assertThat(page.locator("#password").count()).as("not asked twice").isEqualTo(0);
        page.check("#accept");
        page.locator("main button[type=submit]").first().click();
        seen("welcome-second-factor");
        String secret = page.locator(".key").textContent().replace(" ", "");
        page.fill("#code", codeOf(secret, 0));
        page.locator("main button[type=submit]").first().click();
        return secret;
    }

    /** The six digits at the door: missing, used before, right; and asked again by the one who changes the password. */
    private void comesBack(String username, String secret) {
        page.locator(".out button:visible").click();
        signIn(username, OWN);
        seen("sign-in-without-code");
        assertThat(page.locator("#username").inputValue()).isEqualTo(username);
        page.fill("#code", codeOf(secret, 0));
        signIn(username, OWN);
        seen("sign-in-code-used-before");
        assertThat(page.locator("#errors-title").isVisible()).isTrue();
        page.fill("#code", codeOf(secret, 1));
        signIn(username, OWN);
        look("/account", "account-back");
        clock.moveTo(clock.instant().plusSeconds(120));
        page.fill("#before", OWN);
        page.fill("#code", codeOf(secret, 0));
        page.fill("#password", OWN + " de plus");
        page.fill("#again", OWN + " de plus");
        page.locator("form[action$='/account/password'] button").click();
        seen("account-changed");
        assertThat(page.locator(".banner[role=status]").isVisible()).isTrue();
    }

    private void signIn(String username, String password) {
        page.fill("#username", username);
        page.fill("#password", password);
        page.locator("main button[type=submit]").first().click();
    }

    private void look(String path, String name) {
        page.navigate("http://localhost:" + port + path + "?lang=" + language);
        seen(name);
    }

    private void seen(String name) {
        assertThat(page.locator("h1").count()).as("one h1: " + name).isEqualTo(1);
        assertThat((Boolean) page.evaluate(
                        "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"))
                .as("wider than the screen: " + name)
                .isFalse();
        assertThat(new AxeBuilder(page).setLegacyMode(true).analyze().getViolations())
                .as("axe: " + name)
                .isEmpty();
    }
}
