package org.akoma.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.akoma.Look;

/** One browser window of one person. Whatever it shows is looked at by {@link Look}. */
public final class Desk implements AutoCloseable {

    /** A phone and an office screen, in CSS pixels. */
    public enum Width {
        PHONE(360, 740),
        OFFICE(1280, 900);

        final int across;
        final int down;

        Width(int across, int down) {
            this.across = across;
            this.down = down;
        }
    }

    private final BrowserContext browser;
    private final String address;
    private final String language;
    private final List<String> noise = new ArrayList<>();
    private Page page;
    private int loads;
    private int fields;

    public Desk(Browser chromium, String address, Width width, String language) {
        this.address = address;
        this.language = language;
        browser = chromium.newContext(new Browser.NewContextOptions()
                .setViewportSize(width.across, width.down)
                .setLocale("fr-FR"));
        browser.setDefaultTimeout(90_000); // a busy machine; anyone who waits so long in vain fails all the same
        browser.onRequest(request -> {
            if (!request.url().startsWith(address + "/")) noise.add("asked another host: " + request.url());
        });
        browser.onConsoleMessage(message -> {
            if (message.type().equals("error") && !isAnswerOfAPage(message.text()))
                noise.add("console: " + message.text());
        });
        browser.onWebError(error -> noise.add("script: " + error.error()));
        page = browser.newPage();
    }

    /** Chromium says every page whose status is not 200 on the console as well. */
    private static boolean isAnswerOfAPage(String text) {
        return text.startsWith("Failed to load resource: the server responded with a status of 4")
                && !text.contains("/assets/");
    }

    public Page page() {
        return page;
    }

    /** How many pages this person opened since they signed in; what follows a form that was sent is one. */
    public int loads() {
        return loads;
    }

    /** How many fields this person filled in; a date has three. */
    public int fields() {
        return fields;
    }

    public Desk signIn(String username) {
        go("/sign-in?lang=" + language);
        page.locator("#username").fill(username);
        page.locator("#password").fill(Demo.PASSWORD);
        page.locator("main button[type=submit]").click();
        page.waitForURL(Pattern.compile("^(?!.*/sign-in).*$"));
        assertThat(page.getByRole(AriaRole.NAVIGATION).count()).isPositive();
        loads = 0;
        fields = 0;
        return this;
    }

    /**
     * Opens an address, without judging the page.
     *
     * @return the status answered
     */
    public int ask(String path) {
        loads++;
        Response answer = Objects.requireNonNull(page.navigate(address + path));
        return answer.status();
    }

    /** Opens an address that must be there, and looks at it. */
    public Desk go(String path) {
        assertThat(ask(path)).as(path).isEqualTo(200);
        return look();
    }

    /** Opens an address that must be there, and reads it without asking axe. */
    public Desk glance(String path) {
        assertThat(ask(path)).as(path).isEqualTo(200);
        Look.read(page, language);
        return heardNothing();
    }

    /** Takes a file that a page offers; it must be there, and be a file. */
    public Desk take(String path) {
        APIResponse file = browser.request().get(address + path);
        assertThat(file.status()).as(path).isEqualTo(200);
        assertThat(file.headers().get("content-disposition")).as(path).startsWith("attachment");
        return this;
    }

    /** Judges what is shown. */
    public Desk look() {
        Look.at(page, language);
        return heardNothing();
    }

    /** A line was broken on purpose: what the console says of that is no noise. */
    public Desk forgiveABrokenLine() {
        noise.removeIf(said -> said.contains("ERR_CONNECTION_RESET"));
        return this;
    }

    private Desk heardNothing() {
        List<String> heard = List.copyOf(noise);
        noise.clear();
        assertThat(heard).as("at " + page.url()).isEmpty();
        return this;
    }

    /** Follows a link by its words. */
    public Desk follow(String link) {
        loads++;
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile(link)))
                .first()
                .click();
        page.waitForLoadState();
        return look();
    }

    /** Follows the first link of the page's content that leads to an address of this kind. */
    public Desk open(String address) {
        loads++;
        page.locator("main a[href^='" + address + "']").first().click();
        page.waitForLoadState();
        return look();
    }

    /** Presses a button of the page's content by its words, and looks at what comes. */
    public Desk press(String button) {
        loads++;
        page.locator("main")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile(button)))
                .first()
                .click();
        page.waitForLoadState();
        return look();
    }

    /** Types into the field of this name. */
    public Desk type(String field, String text) {
        field(field).fill(text);
        return this;
    }

    /** What stands in the field of this name. */
    public String typed(String field) {
        return field(field, 0).inputValue();
    }

    /** Chooses an option of a list by its code. */
    public Desk pick(String field, String code) {
        field(field).selectOption(code);
        return this;
    }

    /** Chooses an option of a list by its place; the first, 0, chooses nothing. */
    public Desk pick(String field, int place) {
        field(field).selectOption(new SelectOption().setIndex(place));
        return this;
    }

    /** Ticks a box, or marks a choice, by its code. */
    public Desk mark(String field, String code) {
        fields++;
        page.locator("main input[name='" + field + "'][value='" + code + "']").check();
        return this;
    }

    /** Ticks a box, or marks a choice, by its place. */
    public Desk mark(String field, int place) {
        field(field, place).check();
        return this;
    }

    /** Ticks every box of this name. */
    public Desk markAll(String field) {
        page.locator("main input[name='" + field + "']").all().forEach(Locator::check);
        return this;
    }

    /** Types a date of three parts. */
    public Desk day(String field, String day, String month, String year) {
        return type(field + "-day", day).type(field + "-month", month).type(field + "-year", year);
    }

    /** The page says beside the field of this name, and in its summary, what is wrong with it. */
    public Desk refuses(String field) {
        assertThat(page.locator("[id='" + field + "-error']").innerText())
                .as(field)
                .isNotBlank();
        assertThat(page.locator("#errors-title").isVisible()).as("summary").isTrue();
        return this;
    }

    private Locator field(String name) {
        fields++;
        return field(name, 0);
    }

    private Locator field(String name, int place) {
        return page.locator("main [name='" + name + "']:not([type=hidden])").nth(place);
    }

    /** The end of the address shown. */
    public String lastOfPath() {
        return page.url().replaceAll("[?#].*", "").replaceAll(".*/", "");
    }

    /** What a person reads in the content of the page. */
    public String words() {
        return page.locator("body").innerText();
    }

    public Desk shows(String... words) {
        assertThat(words()).as(page.url()).contains(words);
        return this;
    }

    public Desk hides(String... words) {
        assertThat(page.content()).as(page.url()).doesNotContain(words);
        return this;
    }

    /** How long the page is, in CSS pixels. */
    public int height() {
        return number("document.documentElement.scrollHeight");
    }

    /** What came over the wire for the page itself, in bytes. */
    public int weight() {
        return number("performance.getEntriesByType('navigation')[0].encodedBodySize");
    }

    /** The same with all that the page asks for, as of a browser that has seen none of it. */
    public int firstLoad() {
        return weight()
                + number("performance.getEntriesByType('resource').reduce((sum, one) => sum + one.encodedBodySize, 0)");
    }

    private int number(String script) {
        return ((Number) page.evaluate(script)).intValue();
    }

    public boolean isPhone() {
        return page.viewportSize().width == Width.PHONE.across;
    }

    /** Language and width, for the name of a picture. */
    public String tag() {
        return "-" + language + "-" + page.viewportSize().width + "-";
    }

    /** The addresses below the house that the page links to. */
    @SuppressWarnings("unchecked") // a list of strings, as the script says
    public List<String> links() {
        return (List<String>) page.locator("a[href^='/']")
                .evaluateAll("links => [...new Set(links.map(link => link.getAttribute('href')))]");
    }

    public void picture(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    @Override
    public void close() {
        browser.close();
    }
}
