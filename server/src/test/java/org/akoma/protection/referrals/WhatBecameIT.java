package org.akoma.protection.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.Ids;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.junit.jupiter.api.Test;

/** Who sent something reads on the home page and in the list of tasks what became of it, until they open it; the bell leads to the thing itself. */
class WhatBecameIT extends ReferralHouse {

    private String page(String who, String page) {
        return browser(who).get(page + "?lang=fr").body();
    }

    @Test
    void theAnswerToAReferralIsSaidUntilItIsOpened() {
        Referral sent = sent(Section.HEALTH);
        String open = Pattern.quote("/referrals/" + sent.code());
        assertThat(browser(nurse.username())
                        .post("/notices/read", "kind", "referral")
                        .location())
                .as("the bell of who is asked")
                .matches(".*" + open);
        assertThat(page(worker.username(), "/")).doesNotContain("Réponses reçues");
        done(answers.answer(
                nurse,
                sent.code(),
                new AnswerReferral(Referral.Step.ACCEPT, null, null, "Envoyez-le au CHR", null, null)));
        String line = "Orientation " + sent.code() + " (" + file + ")\u00a0: acceptée par";
        for (String page : List.of("/", "/tasks"))
            assertThat(page(worker.username(), page))
                    .as(page)
                    .contains(line)
                    .as("its words are read on the referral, which is journalled")
                    .doesNotContain("CHR");
        assertThat(page(nurse.username(), "/")).as("who answered").doesNotContain(line);
        Matcher link = Pattern.compile("href=\"(/notices/[0-9a-f-]{36})\"").matcher(page(worker.username(), "/"));
        assertThat(link.find()).isTrue();
        assertThat(browser(person(Role.CASE_WORKER, ngo)).get(link.group(1)).status())
                .as("another's notification")
                .isEqualTo(404);
        assertThat(browser(worker.username()).get(link.group(1)).location()).matches(".*" + open);
        assertThat(page(worker.username(), "/")).doesNotContain(line);
    }

    @Test
    void whoRaisedAnAlertHearsThatItWasTakenOn() {
        String alerts = "/api/v1/cases/" + file + "/alerts";
        api(worker.username()).post(alerts, Map.of("type", "LIFE_IN_DANGER", "what", "Inconsciente"));
        String alert =
                api(worker.username()).get(alerts).json().at("/items/0/id").asString();
        assertThat(browser(supervisor.username())
                        .post("/notices/read", "kind", "alert")
                        .location())
                .endsWith("/alerts/" + alert);
        assertThat(api(supervisor.username())
                        .post("/api/v1/alerts/" + alert + "/acknowledgement", Map.of("id", Ids.next()))
                        .status())
                .isLessThan(300);
        assertThat(page(worker.username(), "/"))
                .contains("Alerte «\u00a0Vie de l’enfant en danger\u00a0», " + file + "\u00a0: prise en compte");
        assertThat(page(supervisor.username(), "/")).doesNotContain("prise en compte le");
    }
}
