package org.akoma.protection.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.ground.access.Section;
import org.akoma.ground.forms.BothDoors;
import org.akoma.protection.cases.CaseFile;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A conference and its decisions, from a page and from a program: the same mistakes have the same errors, and a version is asked of both. */
class ConferenceDoorsIT extends TalkHouse {

    private static final Instant TOMORROW = Instant.parse("2015-11-17T09:00:00Z");

    @Autowired
    Conferences conferences;

    private Conference planned(CaseFile file) {
        return done(conferences.plan(
                worker,
                file.code(),
                new PlanConference(
                        Ids.next(),
                        null,
                        Section.NOTES,
                        TOMORROW,
                        worker.username(),
                        Set.of(supervisor.username()),
                        new Conference.Agenda("L’école à la rentrée", null))));
    }

    private static String page(CaseFile file) {
        return "/cases/" + file.code() + "/conferences";
    }

    @Test
    void theSameMistakesHaveTheSameErrors() {
        CaseFile file = file();
        Conference plan = planned(file);
        Visit visit = browser(worker.username());
        visit.get(page(file));
        Caller program = api(worker.username());
        String one = page(file) + "/" + plan.id();
        Map<String, String> wrong = Map.of("section", "IDENTITY", "plannedFor", "hier", "place", "x".repeat(201));
        BothDoors.sameErrors(visit, page(file), program, "/api/v1" + page(file), wrong);
        Map<String, String> unheld = Map.of(
                "section", "NOTES",
                "plannedFor", "2015-11-17T09:00",
                "chair", "@" + worker.code(),
                "people", police.username(),
                "agenda", "Encore");
        BothDoors.sameErrors(visit, page(file), program, "/api/v1" + page(file), unheld);
        BothDoors.sameErrors(
                visit, one + "/cancellation", program, "/api/v1" + one + "/cancellation", Map.of("reason", "?"));
        BothDoors.sameErrors(
                visit, one + "/minutes", program, "/api/v1" + one + "/minutes", Map.of("heldAt", "2015-11-17T25:00"));
    }

    @Test
    void aDecisionThatIsWrongIsNamedBesideItsRow() {
        CaseFile file = file();
        Conference plan = planned(file);
        clock.moveTo(Instant.parse("2015-11-17T12:00:00Z"));
        String one = page(file) + "/" + plan.id();
        Visit visit = browser(worker.username());
        int version = Visit.versionOf(visit.get(one), one + "/minutes");
        Answer halfway = minutes(visit, one, version, "text-2", "Appeler l’école", "dueOn-2-day", "31");
        assertThat(halfway.status()).isEqualTo(422);
        assertThat(BothDoors.onThePage(halfway)).containsOnlyKeys("owner-2", "dueOn-2");
        assertThat(halfway.body()).contains("Appeler l’école", "Elle va bien", "value=\"31\"");

        String[] stranger = {
            "text-3", "Appeler l’école", "owner-3", police.username(), "dueOn-3", "2015-11-20",
        };
        Answer refused = minutes(visit, one, version, stranger);
        assertThat(refused.status()).isEqualTo(422);
        Map<String, String> errors = BothDoors.onThePage(refused);
        assertThat(errors)
                .as("the third row, though it is the first that is filled")
                .containsOnlyKeys("owner-3");
        assertThat(refused.body()).contains("id=\"owner-3-error\"").doesNotContain("id=\"owner-1-error\"");

        Map<String, Object> decision =
                Map.of("text", "Appeler l’école", "owner", police.username(), "dueOn", "2015-11-20");
        Map<String, Object> sent = Map.of(
                "heldAt",
                "2015-11-17T09:30:00Z",
                "present",
                List.of(worker.username()),
                "minutes",
                "Elle va bien",
                "decisions",
                List.of(decision));
        assertThat(BothDoors.inJson(api(worker.username()).post("/api/v1" + one + "/minutes", sent)))
                .containsOnly(Map.entry("decisions[0].owner", errors.get("owner-3")));
    }

    private Answer minutes(Visit visit, String one, int version, String... more) {
        List<String> fields = new ArrayList<>(List.of("version", String.valueOf(version)));
        fields.addAll(List.of("heldAt", "2015-11-17T09:30", "minutes", "Elle va bien"));
        fields.addAll(List.of("present", worker.username()));
        fields.addAll(List.of(more));
        return visit.post(one + "/minutes", fields.toArray(String[]::new));
    }

    @Test
    void aStepNamesTheVersionAtBothDoors() {
        CaseFile file = file();
        Conference plan = planned(file);
        String one = page(file) + "/" + plan.id();
        Visit visit = browser(worker.username());
        visit.get(one);
        Caller program = api(worker.username());
        Map<String, Object> change = Map.of(
                "plannedFor",
                "2015-11-18T09:00:00Z",
                "chair",
                worker.username(),
                "people",
                List.of(supervisor.username()),
                "agenda",
                "L’école");
        assertThat(program.put("/api/v1" + one, change, null).status()).isEqualTo(428);
        assertThat(visit.post(
                                one + "/plan",
                                "plannedFor",
                                "2015-11-18T09:00",
                                "chair",
                                worker.username(),
                                "agenda",
                                "x")
                        .status())
                .isEqualTo(409);
        assertThat(program.put("/api/v1" + one, change, "1").status()).isEqualTo(200);
        Answer late = visit.post(
                one + "/plan",
                "version",
                "1",
                "plannedFor",
                "2015-11-19T09:00",
                "chair",
                worker.username(),
                "people",
                supervisor.username(),
                "agenda",
                "Autre chose");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("Autre chose");
        assertThat(program.put("/api/v1" + one, Map.of("section", "NOTES"), "2").body())
                .contains("form.unknown-field");
    }
}
