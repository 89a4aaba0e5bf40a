package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.protection.consent.SomeConsent;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Where a child lived, what was answered, what alarmed and who saw the file on a past day: as the file said at its end (trust.md 4). */
class PastDayOfAFileIT extends CareHouse {

    private void on(int day) {
        clock.moveTo(MORNING.plus(Duration.ofDays(day)));
    }

    private JsonNode asked(String code, String what, int day) {
        var answer = api(worker.username()).get("/api/v1/cases/" + code + "/" + what + "?asOf=" + TODAY.plusDays(day));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static JsonNode first(JsonNode list) {
        return list.path("items").path(0);
    }

    private String page(String code, String what, int day) {
        String page = browser(worker.username())
                .get("/cases/" + code + "/" + what + "?lang=fr&asOf=" + TODAY.plusDays(day))
                .body();
        return page.substring(page.indexOf("<main"), page.indexOf("</main>")).replaceAll("\\s+", " ");
    }

    @Test
    void aHomeIsProposedAgreedToAndLeft() {
        String code = file("F", 12);
        on(1);
        PlaceChild foster = new PlaceChild(
                Ids.next(),
                Placement.Kind.FOSTER_FAMILY,
                null,
                "CI",
                LocalDate.now(clock),
                Placement.Reason.BETTER_SUITED,
                null,
                new Placement.SealedText("Rue 12", "Famille d’accueil", null, null));
        Placement home = done(placements.place(worker, code, foster));
        on(2);
        done(placements.decide(supervisor, code, home.id(), true, null));
        on(4);
        var left = api(worker.username())
                .post(
                        "/api/v1/cases/" + code + "/placements/current/end",
                        Map.of("until", TODAY.plusDays(3).toString(), "reason", "RAN_AWAY", "words", "Au matin"));
        assertThat(left.status()).as(left.body()).isEqualTo(200);
        on(5);
        assertThat(asked(code, "placements", 0).path("items")).isEmpty();
        assertThat(first(asked(code, "placements", 1)).path("state").asString()).isEqualTo("PROPOSED");
        assertThat(first(asked(code, "placements", 2)).path("state").asString()).isEqualTo("CURRENT");
        JsonNode before = first(asked(code, "placements", 3));
        assertThat(before.path("state").asString())
                .as("nobody had written that it left")
                .isEqualTo("CURRENT");
        assertThat(before.path("until").isNull()).isTrue();
        JsonNode after = first(asked(code, "placements", 4));
        assertThat(after.path("state").asString()).isEqualTo("ENDED");
        assertThat(after.path("left").asString()).isEqualTo("RAN_AWAY");
        assertThat(page(code, "placement", 3))
                .contains("Au soir du 19 novembre 2015", "Famille d’accueil")
                .doesNotContain("L’enfant est parti", "reveal", "method=\"post\"", "??");
        assertThat(page(code, "placement", 0))
                .contains("Au soir du 16 novembre 2015")
                .doesNotContain("Famille d’accueil", "??");
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/placement?asOf=2099-01-01")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void anAnswerCountsFromTheDayItWasWritten() {
        String code = file("F", 15);
        guarded(code);
        Map<String, Object> yes = SomeConsent.json("GIVEN", "CHILD_CONSENT_AND_GUARDIAN", "2015-11-16T07:00:00Z");
        assertThat(api(worker.username())
                        .post("/api/v1/cases/" + code + "/consents", yes)
                        .status())
                .isEqualTo(201);
        on(2);
        Map<String, Object> no = SomeConsent.json("REFUSED", "CHILD", "2015-11-16T06:00:00Z");
        var said = api(worker.username()).post("/api/v1/cases/" + code + "/consents", no);
        assertThat(said.status()).as(said.body()).isEqualTo(201);
        String refused = said.json().path("id").asString();
        on(3);
        var decided = api(supervisor.username())
                .post(
                        "/api/v1/cases/" + code + "/consents/" + refused + "/refusal",
                        Map.of("decision", "RESPECTED", "reason", "Elle ne veut plus de suivi"));
        assertThat(decided.status()).as(decided.body()).isEqualTo(200);
        on(5);
        JsonNode first = asked(code, "consents", 1);
        assertThat(first.path("current").path("CASE_MANAGEMENT").asString()).isEqualTo("GIVEN");
        assertThat(first.path("refusals")).isEmpty();
        JsonNode second = asked(code, "consents", 2);
        assertThat(second.path("current").path("CASE_MANAGEMENT").asString()).isEqualTo("REFUSED");
        assertThat(second.path("refusals").path(0).path("decision").isNull()).isTrue();
        assertThat(asked(code, "consents", 3)
                        .path("refusals")
                        .path(0)
                        .path("decision")
                        .asString())
                .isEqualTo("RESPECTED");
        assertThat(asked(code, "consents", -1).path("history")).isEmpty();
        assertThat(page(code, "consents", 1))
                .contains("Au soir du 17 novembre 2015")
                .doesNotContain("Elle ne veut plus de suivi", "/consents/new", "??");
        assertThat(page(code, "consents", 3))
                .contains("Elle ne veut plus de suivi")
                .doesNotContain("??");
    }

    @Test
    void anAlertIsAsItStood() {
        String code = file("F", 12);
        on(1);
        var raised = api(worker.username())
                .post(
                        "/api/v1/cases/" + code + "/alerts",
                        Map.of("type", "TRAFFICKER_CONTACT", "what", "Le recruteur est revenu"));
        assertThat(raised.status()).as(raised.body()).isEqualTo(201);
        on(2);
        String alert = "/api/v1/alerts/" + raised.json().path("id").asString();
        assertThat(api(supervisor.username())
                        .post(alert + "/acknowledgement", Map.of())
                        .status())
                .isEqualTo(200);
        on(3);
        assertThat(asked(code, "alerts", 0).path("items")).isEmpty();
        assertThat(first(asked(code, "alerts", 1)).path("state").asString()).isEqualTo("RAISED");
        assertThat(first(asked(code, "alerts", 1)).path("acknowledgedAt").isNull())
                .isTrue();
        assertThat(first(asked(code, "alerts", 2)).path("state").asString()).isEqualTo("ACKNOWLEDGED");
        assertThat(page(code, "alerts", 1))
                .contains("Au soir du 17 novembre 2015")
                .doesNotContain("method=\"post\"", "??");
        assertThat(page(code, "alerts", 0)).doesNotContain("Le recruteur", "TRAFFICKER", "??");
    }

    @Test
    void whoSawTheFileOnThatDay() {
        String code = file("F", 12);
        Actor colleague = actor(person(Role.CASE_WORKER, ngo, null, supervisor.personId()));
        on(1);
        var shared = api(supervisor.username())
                .post(
                        "/api/v1/cases/" + code + "/grants",
                        Map.of(
                                "grantee",
                                colleague.username(),
                                "sections",
                                java.util.List.of("FOLLOW_UP", "STATUS"),
                                "until",
                                TODAY.plusDays(20).toString(),
                                "why",
                                "Remplacement de congé"));
        assertThat(shared.status()).as(shared.body()).isEqualTo(201);
        on(2);
        assertThat(api(supervisor.username())
                        .send(
                                "DELETE",
                                "/api/v1/cases/" + code + "/grants/"
                                        + shared.json().path("id").asString(),
                                "application/json",
                                "")
                        .status())
                .isEqualTo(204);
        on(3);
        String id = shared.json().path("id").asString();
        assertThat(asked(code, "grants", 0).toString()).doesNotContain(id).contains("ASSIGNMENT");
        assertThat(asked(code, "grants", 1).toString()).contains(id);
        assertThat(asked(code, "grants", 2).toString()).doesNotContain(id);
        assertThat(asked(code, "grants", 1).path("byRole").isNull()).isTrue();
    }
}
