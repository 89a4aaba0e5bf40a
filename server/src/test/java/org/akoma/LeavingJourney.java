package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import org.akoma.start.Desk;
import org.junit.jupiter.api.Test;

/** Getting in, and getting away when somebody comes in. */
class LeavingJourney extends Browsing {

    @Test
    void aWrongPasswordTellsNothingAndKeepsTheUserName() {
        Desk desk = desk(Desk.Width.OFFICE, "fr")
                .go("/sign-in")
                .type("username", "sw-01")
                .type("password", "faux");
        desk.press("Se connecter");
        assertThat(desk.page().locator("#errors-title").isVisible()).isTrue();
        assertThat(desk.typed("username")).isEqualTo("sw-01");
        assertThat(desk.typed("password")).isEmpty();
    }

    @Test
    void quitFastLeadsAwayAndTheSessionIsOver() {
        Desk desk = desk("sw-01").go("/cases");
        desk.page().locator("[data-quit]").click();
        isAway(desk);
    }

    @Test
    void threeTimesShiftDoesTheSame() {
        Desk desk = desk("sw-01").go("/cases");
        for (int i = 0; i < 3; i++) desk.page().keyboard().press("Shift");
        isAway(desk);
    }

    /** Somebody comes in while a visit is being written; it is gone on with later, on another device. */
    @Test
    void whatWasBegunIsOfferedAgainElsewhereAndStaysInNoBrowser() {
        String words = "Elle a ri en montrant son cahier";
        Desk office = desk("sw-01").go("/cases/AK-001/csi/new");
        office.type("seen", words);
        office.page().locator("[data-draft-said]:not(:empty)").waitFor();
        assertThat(office.page().evaluate("localStorage.length + sessionStorage.length"))
                .isEqualTo(0);
        office.page().locator("[data-quit]").click();
        isAway(office);
        Desk phone = desk(Desk.Width.PHONE, "fr").signIn("sw-01").go("/cases/AK-001/csi/new");
        assertThat(phone.typed("seen")).isEmpty();
        phone.follow("Reprendre");
        assertThat(phone.typed("seen")).isEqualTo(words);
        phone.page().locator("#step-start .csi-step__bar a.btn").last().click();
        assertThat(phone.page().locator(".csi-step:visible").count()).isOne();
        phone.page().locator(".draft button").first().click();
        phone.page().waitForLoadState();
        phone.shows("Le brouillon est effacé");
    }

    /** The session ends while a note is written; it is sent all the same. */
    @Test
    void whatWasSentTooLateIsInTheFormAfterTheNextSignIn() {
        String words = "Elle veut revoir sa cousine";
        Desk desk = desk("sw-01").go("/cases/AK-001/notes");
        desk.type("text", words);
        desk.page().context().clearCookies();
        desk.page().locator("main form.panel button[type=submit]").click();
        desk.page().waitForURL("**/sign-in?*");
        desk.look().shows("pendant 30 minutes");
        assertThat(desk.page().url()).doesNotContain("cousine");
        desk.type("username", "sw-01").type("password", "akoma-demo");
        desk.page().locator("main button[type=submit]").click();
        desk.page().waitForURL("**/cases/AK-001/notes");
        desk.look().shows("pas encore enregistré");
        assertThat(desk.typed("text")).isEqualTo(words);
        desk.page().locator(".draft button").click();
        desk.page().waitForLoadState();
        assertThat(desk.typed("text")).isEmpty();
        comesBackToARefusedForm(desk, words);
    }

    /** Who looks something up after an error finds the form as it was sent, and is not asked to send it again. */
    private static void comesBackToARefusedForm(Desk desk, String words) {
        desk.type("text", words).type("at-day", "");
        desk.page().locator("main form.panel button[type=submit]").click();
        desk.page().locator("#errors-title").waitFor();
        desk.page().waitForLoadState();
        desk.page().locator("nav.nav a").first().click();
        desk.page().waitForURL(url -> !url.contains("/cases/"));
        desk.page().goBack();
        assertThat(desk.page().url()).contains("/cases/AK-001/notes?");
        assertThat(desk.typed("text")).isEqualTo(words);
        desk.page().locator(".draft button").click();
        desk.page().waitForURL("**/cases/AK-001/notes");
    }

    private static void isAway(Desk desk) {
        desk.page().waitForURL("**/tables");
        assertThat(desk.page().title()).doesNotContain("Akoma");
        assertThat(desk.page().content()).doesNotContain("Akoma", "SW-01");
        desk.page().goBack();
        assertThat(desk.page().content()).doesNotContain("Akoma", "SW-01");
        assertThat(desk.page().url()).endsWith("/tables");
        desk.ask("/cases");
        assertThat(desk.page().url()).endsWith("/tables");
    }

    @Test
    void signingOutInOneBrowserLeavesTheOther() {
        Desk office = desk("sw-02");
        Desk phone = desk(Desk.Width.PHONE, "fr").signIn("sw-02");
        office.page().locator("form.out button").first().click();
        office.page().waitForLoadState();
        office.ask("/cases");
        assertThat(office.page().url()).contains("/sign-in");
        phone.go("/cases");
    }
}
