package org.akoma.protection.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Visit;
import org.akoma.ground.forms.BothDoors;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.Test;

/** Groups that repeat, at both doors: the goals of a plan and the members of a panel. */
class RowsOnPagesIT extends CareHouse {

    private static String words(Answer page, String field) {
        String form = page.body();
        int at = form.indexOf("id=\"" + field + "\"");
        assertThat(at).as(field).isPositive();
        return form.substring(form.lastIndexOf("govuk-form-group", at), form.indexOf('>', at) + 120);
    }

    @Test
    void aWrongGoalIsNamedBesideItsRowAndWhatWasTypedStays() {
        String code = assessed();
        String page = "/cases/" + code + "/plan";
        Visit visit = browser(worker.username());
        visit.get(page);
        Answer shown = visit.post(
                page,
                "childsPart",
                "Elle veut lire",
                "provider-1",
                "Personne", // without aim and service it is no goal
                "aim-2",
                "Apprendre à lire",
                "service-2",
                "LT_EDU_FORMAL",
                "startsOn-2-day",
                "20",
                "startsOn-2-month",
                "12",
                "startsOn-2-year",
                "2015",
                "endsOn-2-day",
                "1",
                "endsOn-2-month",
                "12",
                "endsOn-2-year",
                "2015",
                "service-3",
                "LT_EDU_FORMAL",
                "measure-3",
                "Elle lit un conte");
        assertThat(shown.status()).isEqualTo(422);
        Map<String, String> errors = BothDoors.onThePage(shown);
        assertThat(errors).containsOnlyKeys("endsOn-2", "aim-3");
        assertThat(words(shown, "endsOn-2-month")).contains("value=\"12\"");
        assertThat(words(shown, "endsOn-2")).contains("govuk-form-group", "value=\"1\"");
        assertThat(words(shown, "aim-3")).contains("govuk-form-group--error", "id=\"aim-3-error\"");
        assertThat(words(shown, "aim-2")).contains("Apprendre à lire").doesNotContain("--error");
        assertThat(words(shown, "measure-3")).contains("Elle lit un conte");
        assertThat(shown.body()).contains("Elle veut lire").containsPattern("value=\"LT_EDU_FORMAL\"[^>]*selected");

        Answer sent = api(worker.username())
                .post(
                        "/api/v1/cases/" + code + "/plans",
                        Map.of(
                                "childsPart",
                                "Elle veut lire",
                                "goals",
                                List.of(
                                        Map.of(
                                                "aim", "Apprendre à lire",
                                                "service", "LT_EDU_FORMAL",
                                                "startsOn", "2015-12-20",
                                                "endsOn", "2015-12-01"),
                                        Map.of("service", "LT_EDU_FORMAL", "measure", "Elle lit un conte"))));
        assertThat(sent.status()).isEqualTo(422);
        assertThat(BothDoors.inJson(sent))
                .containsOnly(
                        Map.entry("goals[0].endsOn", errors.get("endsOn-2")),
                        Map.entry("goals[1].aim", errors.get("aim-3")));
        assertThat(done(plans.of(worker, code))).isEmpty();
    }

    @Test
    void allThatAPlanLacksToBeHandedInIsSaidAtOnce() {
        String code = assessed();
        String page = "/cases/" + code + "/plan";
        Visit visit = browser(worker.username());
        visit.get(page);
        String[] typed = {
            "provider-1", "Personne", "aim-2", "Apprendre à lire", "aim-3", "Écrire", "measure-3", "Un nom"
        };
        assertThat(BothDoors.onThePage(visit.post(page, typed))).containsOnlyKeys("service-2", "service-3");
        List<String> handedIn = new ArrayList<>(List.of(typed));
        handedIn.addAll(List.of("submit", "true"));
        Answer refused = visit.post(page, handedIn.toArray(String[]::new));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(BothDoors.onThePage(refused))
                .containsOnlyKeys("service-2", "service-3", "endsOn-2", "endsOn-3", "measure-2");
    }

    @Test
    void aDraftIsShownForTypingAndWhatIsEmptiedStaysEmpty() {
        String code = assessed();
        String page = "/cases/" + code + "/plan";
        Caller program = api(worker.username());
        Map<String, Object> goal = Map.of("aim", "Apprendre à lire", "service", "LT_EDU_FORMAL", "measure", "Un conte");
        Answer made = program.post(
                "/api/v1/cases/" + code + "/plans", Map.of("familysPart", "La tante aide", "goals", List.of(goal)));
        assertThat(made.status()).isEqualTo(201);
        String id = made.json().path("id").asString();
        String one = made.json().path("goals").path(0).path("id").asString();
        Visit visit = browser(worker.username());
        Answer shown = visit.get(page);
        assertThat(Visit.versionOf(shown, page)).isEqualTo(1);
        assertThat(shown.body())
                .contains("name=\"id-1\" value=\"" + one + "\"", "La tante aide", "value=\"Un conte\"")
                .contains("name=\"responsible-1\" value=\"" + worker.personId() + "\"");

        String[] emptied = {
            "id",
            id,
            "version",
            "1",
            "id-1",
            one,
            "familysPart",
            "",
            "aim-1",
            "",
            "measure-1",
            "",
            "service-1",
            "SCHOOL"
        };
        Answer refused = visit.post(page, emptied);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(BothDoors.onThePage(refused)).containsOnlyKeys("aim-1", "service-1");
        assertThat(refused.body())
                .contains("name=\"id-1\" value=\"" + one + "\"")
                .doesNotContain("La tante aide", "Un conte");

        String[] typed = {
            "id",
            id,
            "version",
            "1",
            "id-1",
            one,
            "familysPart",
            "",
            "aim-1",
            "Lire seule",
            "service-1",
            "LT_EDU_FORMAL"
        };
        assertThat(visit.post(page, typed).status()).isEqualTo(303);
        Plan now = done(plans.of(worker, code)).getFirst();
        assertThat(now.words().familysPart()).isNull();
        assertThat(now.goals()).extracting(g -> g.id() + " " + g.words().aim()).containsExactly(one + " Lire seule");

        Answer late = visit.post(page, typed[0], id, "version", "1", "aim-1", "Écrire", "service-1", "LT_EDU_FORMAL");
        assertThat(late.status()).isEqualTo(409);
        assertThat(words(late, "aim-1")).contains("Écrire");
        assertThat(Visit.versionOf(late, page)).isEqualTo(2);
        assertThat(program.put("/api/v1/cases/" + code + "/plans/" + id, Map.of("childsPart", "x"), "1")
                        .status())
                .isEqualTo(409);
        assertThat(program.put("/api/v1/cases/" + code + "/plans/" + id, Map.of(), null)
                        .status())
                .isEqualTo(428);
    }

    @Test
    void aMemberOfThePanelWithoutProfessionIsNamedBesideTheirRow() {
        String code = active();
        String page = "/cases/" + code + "/best-interests";
        Visit visit = browser(worker.username());
        visit.get(page);
        Answer shown = visit.post(
                page,
                "kind",
                "DETERMINATION",
                "options",
                "Retour ou accueil",
                "childsView",
                "Elle veut rentrer",
                "decision",
                "Retour",
                "profession-1",
                "LAW", // nobody is named: no member
                "member-2",
                "Juge des enfants",
                "member-3",
                "Infirmière",
                "profession-3",
                "HEALTH");
        assertThat(shown.status()).isEqualTo(422);
        Map<String, String> errors = BothDoors.onThePage(shown);
        assertThat(errors).containsOnlyKeys("profession-2");
        assertThat(words(shown, "profession-2")).contains("govuk-form-group--error");
        assertThat(shown.body())
                .contains("value=\"Juge des enfants\"", "value=\"Infirmière\"", "Elle veut rentrer")
                .containsPattern("value=\"HEALTH\"[^>]*selected")
                .containsPattern("value=\"DETERMINATION\"[^>]*checked");

        Answer sent = api(worker.username())
                .post(
                        "/api/v1/cases/" + code + "/best-interests",
                        Map.of(
                                "kind", "DETERMINATION",
                                "options", "Retour ou accueil",
                                "childsView", "Elle veut rentrer",
                                "decision", "Retour",
                                "panel", List.of(Map.of("who", "Juge des enfants"))));
        assertThat(BothDoors.inJson(sent)).containsOnly(Map.entry("panel[0].profession", errors.get("profession-2")));
    }
}
