package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.akoma.start.Desk;
import org.junit.jupiter.api.Test;

/** Finding a file among many without a name on the screen, and what the journal keeps of it. */
class FindingJourney extends Browsing {

    @Test
    void filtersNarrowAndAreTakenOffOneByOne() {
        Desk supervisor = desk("sup-01").go("/cases?scope=TEAM");
        int all = rows(supervisor).count();
        supervisor.page().locator("#risk-HIGH").check();
        supervisor.press("Appliquer");
        assertThat(rows(supervisor).count()).isPositive().isLessThan(all);
        rows(supervisor).allInnerTexts().forEach(row -> assertThat(row).contains("Élevé"));
        supervisor.page().locator(".moj-filter__tag").first().click();
        supervisor.page().waitForLoadState();
        supervisor.look();
        assertThat(rows(supervisor).count()).isEqualTo(all);
    }

    @Test
    void aNameIsFoundHoweverItIsSpeltAndNeverShown() {
        Desk worker = desk("sw-09");
        worker.go("/cases/new").mark("sex", "M").type("age", "13").type("country", "Côte d’Ivoire");
        worker.day("handedAt", "15", "11", "2015").type("handedAt-time", "10:00");
        worker.type("familyName", Typed.SPELT).type("alias", Typed.SECOND_ALIAS).press("Enregistrer l’enfant");
        String file = worker.page().url().replaceAll(".*/cases/([^/?]+).*", "$1");
        for (String spelling : List.of("Ouattara", "watara", "OUATARA"))
            worker.go("/cases")
                    .type("q", spelling)
                    .press("Chercher")
                    .shows(file)
                    .hides(Typed.SECOND_ALIAS);
        worker.go("/cases").type("q", "Kouyaté").press("Chercher");
        assertThat(worker.words()).doesNotContain(file);
        theAliasIsShownForAReason(worker, file);
        Desk stranger = desk("sw-04").go("/cases").type("q", Typed.SPELT).press("Chercher");
        stranger.hides(file);
    }

    private void theAliasIsShownForAReason(Desk worker, String file) {
        worker.go("/cases/" + file).hides(Typed.SECOND_ALIAS);
        worker.page().locator("form[data-reveal] button").first().click();
        worker.page().getByText(Typed.SECOND_ALIAS).waitFor();
        Desk officer = desk("dpo-01").go("/journal?file=" + file);
        officer.shows("sw-09".toUpperCase(java.util.Locale.ROOT)).hides(Typed.SECOND_ALIAS, Typed.SPELT);
    }

    /** Whatever the administration and a supervisor ask for waits for the project manager, whose home stays as short. */
    @Test
    void manyRequestsLeaveTheHomeOfWhoDecidesShort() {
        Caller door = new Caller(HOUSE.port(), null);
        Caller administrator = door.as("adm-01", "akoma-demo");
        for (String one : List.of("SW-01", "SW-02", "SW-03", "SW-04")) {
            asked(administrator.post("/api/v1/people/" + one + "/password", Map.of()));
            asked(administrator.post(
                    "/api/v1/people/" + one + "/second-factor-resets", Map.of("reason", "Téléphone perdu")));
            asked(administrator.post("/api/v1/people/" + one + "/roles", Map.of("role", "CASE_SUPERVISOR")));
        }
        Caller supervisor = door.as("sup-01", "akoma-demo");
        for (int n = 1; n <= 4; n++) asked(supervisor.post("/api/v1/shelters", shelter(n)));
        for (String language : List.of("fr", "en")) {
            Desk manager = desk(Desk.Width.PHONE, language).signIn("pm-01").glance("/");
            assertThat(manager.height()).as(language).isBetween(300, 2_500);
            assertThat(manager.page().locator(".todo a[href='/decisions']").count())
                    .as("one row for each kind")
                    .isPositive();
        }
    }

    private static void asked(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
    }

    private static Map<String, Object> shelter(int n) {
        Map<String, Object> one = new HashMap<>(
                Map.of("id", Ids.next(), "code", "SH-W" + n, "organisation", "NGO-A", "country", "CI", "capacity", 6));
        one.putAll(Map.of("sexRule", "MIXED_SEPARATE_WINGS", "leastAge", 0, "mostAge", 17, "town", "Man"));
        return one;
    }

    /** The limits of the requirements: 2,500 pixels on a phone of 360, 10 KB a page, 100 KB before anything was seen. */
    @Test
    void whatIsReadEveryDayIsShortAndLightOnAPhone() {
        for (String who :
                List.of("sw-05", "sw-06", "sw-08", "sup-01", "sup-02", "pm-01", "min-01", "dsw-01", "shm-01")) {
            Desk desk = desk(Desk.Width.PHONE, "fr").signIn(who);
            for (String path : List.of("/", "/tasks")) {
                desk.glance(path);
                assertThat(desk.height()).as(who + " at " + path).isBetween(300, 2_500);
                assertThat(desk.weight()).as(who + " at " + path).isBetween(1_000, EveryPage.HEAVIEST);
                assertThat(desk.firstLoad()).as(who + " at " + path).isBetween(40_000, 100_000);
            }
            if (who.equals("pm-01")) continue; // reads no file
            String file = Objects.requireNonNull(
                    rows(desk.glance("/cases")).locator("a.code").first().getAttribute("href"));
            assertThat(desk.glance(file).height()).as(who + " at " + file).isBetween(600, 2_500);
        }
    }

    @Test
    void theThreeMostUrgentChildrenAreOnTheFirstScreenOfAPhone() {
        Desk desk = desk(Desk.Width.PHONE, "fr").signIn("sup-01").glance("/cases?scope=TEAM");
        List<String> urgent = rows(desk).locator("th .code").allInnerTexts().subList(0, 3);
        desk.glance("/");
        for (String child : urgent) {
            Locator shown = desk.page().locator("main .code").getByText(child).first();
            assertThat(shown.boundingBox().y + shown.boundingBox().height)
                    .as(child)
                    .isLessThan(desk.page().viewportSize().height);
        }
    }

    private static Locator rows(Desk desk) {
        return desk.page().locator("main tbody tr");
    }
}
