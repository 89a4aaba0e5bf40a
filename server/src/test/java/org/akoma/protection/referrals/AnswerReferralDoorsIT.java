package org.akoma.protection.referrals;

import static org.akoma.ground.forms.BothDoors.inJson;
import static org.akoma.ground.forms.BothDoors.onThePage;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Visit;
import org.akoma.ground.access.Section;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The answer to a referral: what is refused on the page is refused alike as JSON. */
class AnswerReferralDoorsIT extends ReferralHouse {

    private Referral one;
    private String page;
    private Visit visit;
    private Caller program;

    @BeforeEach
    void doors() {
        one = sent(Section.ASSISTANCE);
        page = "/referrals/" + one.code();
        visit = browser(nurse.username());
        program = api(nurse.username());
    }

    @Test
    void thePageCarriesTheVersionThatItShows() {
        assertThat(visit.get(page).body()).contains("name=\"version\" value=\"" + one.version() + "\"");
    }

    @Test
    void anOvertakenAnswerIsRefusedAlike() {
        String seen = String.valueOf(one.version());
        visit.get(page);
        assertThat(program.post("/api/v1" + page + "/acceptance", Map.of("words", "Venez lundi"))
                        .status())
                .isEqualTo(200);
        Answer sent = program.post("/api/v1" + page + "/decline", Map.of("reason", "OTHER"), "\"" + seen + "\"");
        Answer typed = visit.post(page + "/answer", "version", seen, "step", "DECLINE", "reason", "OTHER");
        assertThat(typed.status()).isEqualTo(sent.status()).isEqualTo(409);
        assertThat(sent.code()).isEqualTo("cases.changed");
        assertThat(onThePage(typed)).containsEntry("version", "Quelqu’un d’autre a modifié ces informations");
        assertThat(answers.open(worker, one.code()).orElseThrow().referral().at(clock.instant()))
                .isEqualTo(Referral.Status.ACCEPTED);
        assertThat(visit.post(page + "/answer", "step", "COMPLETE", "words", "Soignée")
                        .status())
                .as("a page that sends no version")
                .isEqualTo(409);
        String now = String.valueOf(
                answers.open(worker, one.code()).orElseThrow().referral().version());
        assertThat(visit.post(page + "/answer", "version", now, "step", "COMPLETE", "words", "Soignée")
                        .status())
                .isEqualTo(303);
    }

    @Test
    void theSameMistakesHaveTheSameErrors() {
        visit.get(page);
        String version = String.valueOf(one.version());
        Answer typed = visit.post(
                page + "/answer",
                "version",
                version,
                "step",
                "DECLINE",
                "reason",
                "NOPE",
                "at",
                "x",
                "words",
                "\u0001");
        Answer sent =
                program.post("/api/v1" + page + "/decline", Map.of("reason", "NOPE", "at", "x", "words", "\u0001"));
        assertThat(typed.status()).isEqualTo(sent.status()).isEqualTo(422);
        assertThat(onThePage(typed)).isEqualTo(inJson(sent)).containsOnlyKeys("reason", "at", "words");
    }
}
