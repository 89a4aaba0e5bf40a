package org.akoma.protection.wellbeing;

import static org.akoma.ground.forms.BothDoors.inJson;
import static org.akoma.ground.forms.BothDoors.onThePage;
import static org.akoma.ground.forms.BothDoors.sameErrors;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Visit;
import org.akoma.protection.cases.CaseFile;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The Child Status Index and the risk score: what is refused on the page is refused alike as JSON. */
class StatusDoorsIT extends StatusHouse {

    @Test
    void anIndexWithTheSameMistakesHasTheSameErrors() {
        String page = "/cases/" + file("CI") + "/csi/new";
        String address = "/api/v1" + page.replace("/new", "");
        Visit visit = browser(worker.username());
        visit.get(page);
        Caller program = api(worker.username());
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of(), Map.of("wave", "BASELINE", "on", "2015-11-31", "informants", "NOBODY", "CARE", "5"))) {
            Answer shown = visit.post(page, typed(wrong));
            Map<String, Object> nested = new LinkedHashMap<>(wrong);
            Object care = nested.remove("CARE");
            if (care != null) nested.put("scores", Map.of("CARE", care));
            assertThat(onThePage(shown))
                    .isEqualTo(inJson(program.post(address, nested)))
                    .hasSizeGreaterThan(12);
        }
    }

    /** What the file says against the day and the occasion is said together with what is missing. */
    @Test
    void allThatIsWrongWithAnIndexIsSaidAtOnce() {
        String page = "/cases/" + file("CI") + "/csi/new";
        Map<String, Object> wrong = Map.of("wave", "BETWEEN", "on", "2016-02-01");
        Answer sent = api(worker.username()).post("/api/v1" + page.replace("/new", ""), wrong);
        assertThat(inJson(sent)).containsKeys("on", "wave", "informants", "CARE");
        Visit visit = browser(worker.username());
        visit.get(page);
        assertThat(onThePage(visit.post(page, typed(wrong)))).isEqualTo(inJson(sent));
    }

    private static String[] typed(Map<String, Object> wrong) {
        List<String> typed = new ArrayList<>();
        wrong.forEach((field, value) -> typed.addAll(List.of(field, String.valueOf(value))));
        return typed.toArray(String[]::new);
    }

    @Test
    void aRiskWithTheSameMistakesHasTheSameErrors() {
        String code = file("CI");
        assessed(code, CaseFile.Risk.MEDIUM);
        String page = "/cases/" + code + "/risk";
        Visit visit = browser(worker.username());
        visit.get(page);
        Map<String, String> wrong =
                Map.of("on", "", "SUSPECT_TIED", "1", "asksProtection", "perhaps", "risk", "NONE", "reason", "?");
        sameErrors(visit, page, api(worker.username()), "/api/v1" + page, wrong);
    }

    @Test
    void bothAreDescribedQuestionByQuestion() {
        JsonNode docs = api(worker.username()).get("/api/docs/openapi").json().at("/components/schemas");
        assertThat(docs.at("/RecordCsi/properties/scores/properties/CARE/enum").toString())
                .isEqualTo("[1,2,3,4]");
        assertThat(docs.at("/RecordCsi/properties/missing/properties/CARE/enum").toString())
                .contains("DECLINED");
        assertThat(docs.at("/ScoreRisk/properties/points/properties/SUSPECT_TIED/enum")
                        .toString())
                .isEqualTo("[0,2,3]");
        JsonNode form =
                api(worker.username()).get("/api/v1/forms/followup.record-csi").json();
        JsonNode scores = form.path("fields").get(3);
        assertThat(scores.path("kind").asString()).isEqualTo("ANSWERS");
        assertThat(scores.path("unanswered").asString()).isEqualTo("followup.csi-factor");
        assertThat(scores.path("parts")).hasSize(CsiFactor.values().length);
        assertThat(form.at("/en/csi-factor.CARE").asString()).isNotEmpty();
        assertThat(form.at("/fr/followup.csi.anchor.CARE.1").asString()).isNotEmpty();
    }
}
