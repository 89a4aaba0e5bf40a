package org.akoma.protection.shelters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.ground.access.Role;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A child who tried to die, is unconscious or badly hurt: reported by who is there, taken on within the hour. */
class LifeInDangerIT extends CareHouse {

    private static final String WORDS = "Elle a avalé des comprimés";

    private String manager;
    private String code;

    @BeforeEach
    void aChildInAShelter() {
        Shelter home = shelter(2, Shelter.SexRule.MIXED);
        manager = person(Role.SHELTER_MANAGER, ngo, home.id(), null);
        code = active();
        done(placements.place(worker, code, stay(home)));
    }

    private void raised(String by) {
        Answer raised =
                api(by).post("/api/v1/cases/" + code + "/alerts", Map.of("type", "LIFE_IN_DANGER", "what", WORDS));
        assertThat(raised.status()).as(raised.body()).isEqualTo(201);
    }

    private JsonNode alert() {
        return api(supervisor.username())
                .get("/api/v1/cases/" + code + "/alerts")
                .json()
                .at("/items/0");
    }

    @Test
    void whoRunsTheShelterReportsItAndIsToldWhomToCall() {
        String form = "/cases/" + code + "/alerts/new?lang=fr";
        for (String who : new String[] {manager, worker.username()})
            assertThat(browser(who).get(form).body()).as(who).contains("Vie de l’enfant en danger", "a voulu mourir");
        org.akoma.Visit visit = browser(manager);
        visit.get(form);
        Answer sent = visit.post("/cases/" + code + "/alerts", "type", "LIFE_IN_DANGER", "what", WORDS);
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        assertThat(visit.get(sent.location()).body()).contains("note--danger", "Appelez");
        assertThat(alert().path("type").asString()).isEqualTo("LIFE_IN_DANGER");
        String shown = "/alerts/" + alert().path("id").asString() + "?lang=fr";
        assertThat(browser(supervisor.username()).get(shown).body()).contains(WORDS, "Ne laissez jamais l’enfant");
        assertThat(browser(worker.username()).get(shown).body())
                .contains("service=IMM_MEDICAL_TREATMENT", "service=IMM_PSYCHOSOCIAL");
    }

    @Test
    void itIsTakenOnWithinTheHourAndTheShelterHearsOfItWithoutTheWords() {
        raised(worker.username());
        assertThat(Duration.between(
                        Instant.parse(alert().path("raisedAt").asString()),
                        Instant.parse(alert().path("due").asString())))
                .isEqualTo(Duration.ofHours(1));
        for (String page : new String[] {"/alerts?lang=fr", "/cases/" + code + "/stay?lang=fr"})
            assertThat(browser(manager).get(page).body())
                    .as(page)
                    .contains("Vie de l’enfant en danger")
                    .doesNotContain("comprimés");
    }
}
