package org.akoma.protection.visits;

import static org.akoma.ground.forms.BothDoors.inJson;
import static org.akoma.ground.forms.BothDoors.onThePage;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.Answer;
import org.akoma.protection.cases.CaseFile;
import org.junit.jupiter.api.Test;

/** The record of a visit: what is refused on the page is refused alike as JSON. */
class RecordVisitDoorsIT extends VisitHouse {

    private static final Map<String, Object> SOUND = Map.of(
            "doneOn",
            "2015-11-30",
            "mode",
            "HOME_VISIT",
            "seen",
            "CHILD",
            "seenAlone",
            "true",
            "school",
            "ATTENDS",
            "safety",
            "SAFE",
            "traffickerContact",
            "false");

    private static String[] typed(Map<String, Object> fields) {
        return fields.entrySet().stream()
                .flatMap(one -> Stream.of(one.getKey(), String.valueOf(one.getValue())))
                .toArray(String[]::new);
    }

    private static Map<String, Object> but(String... changes) {
        Map<String, Object> fields = new LinkedHashMap<>(SOUND);
        for (int i = 0; i < changes.length; i += 2) fields.put(changes[i], changes[i + 1]);
        return fields;
    }

    @Test
    void theSameMistakesHaveTheSameErrors() {
        String code = assessed(CaseFile.Risk.MEDIUM);
        UUID first = all(code).getFirst().id();
        daysLater(14);
        String page = "/cases/" + code + "/visits/" + first;
        org.akoma.Visit visit = browser(worker.username());
        visit.get(page);
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of(),
                but("mode", "NOT_SAID", "partner", "Awa K.", "doneOn", "31/11/2015"),
                but("seenAlone", "false"),
                but("seen", "CAREGIVER"),
                but("doneOn", "2015-12-24", "nextOn", "2015-01-01"))) {
            Answer typed = visit.post(page + "/done", typed(wrong));
            Answer sent = api(worker.username()).post("/api/v1" + page + "/done", wrong);
            assertThat(typed.status()).isEqualTo(sent.status()).isEqualTo(422);
            assertThat(onThePage(typed))
                    .as(wrong.toString())
                    .isEqualTo(inJson(sent))
                    .isNotEmpty();
        }
        assertThat(visit.post(page + "/done", typed(SOUND)).status()).isEqualTo(303);
        Map<String, Object> other = but("mode", "PHONE");
        Answer overTyped = visit.post(page + "/done", typed(other));
        Answer overSent = api(worker.username()).post("/api/v1" + page + "/done", other);
        assertThat(overTyped.status())
                .as("another record does not replace it")
                .isEqualTo(overSent.status())
                .isEqualTo(409);
        assertThat(onThePage(overTyped)).containsOnlyKeys("version");
        assertThat(overSent.code()).isEqualTo("cases.changed");
        assertThat(overSent.fields()).containsExactly("mode");
    }

    /** What each layer refuses is said in one answer: of the fields by themselves, of two together, and by what the file says. */
    @Test
    void allThatIsWrongIsSaidAtOnce() {
        String code = assessed(CaseFile.Risk.MEDIUM);
        Map<String, Object> wrong = Map.of(
                "doneOn", "2016-01-05",
                "nextOn", "2015-01-01",
                "mode", "PHONE",
                "seen", "CAREGIVER",
                "seenAlone", "true",
                "partner", "NOBODY-77",
                "traffickerContact", "false");
        Answer sent = api(worker.username()).post("/api/v1/cases/" + code + "/visits/unplanned", wrong);
        assertThat(sent.status()).isEqualTo(422);
        assertThat(inJson(sent).keySet())
                .containsExactlyInAnyOrder("doneOn", "nextOn", "seenAlone", "partner", "school", "safety");
        String page = "/cases/" + code + "/visits/new";
        org.akoma.Visit visit = browser(worker.username());
        visit.get(page);
        assertThat(onThePage(visit.post(page, typed(wrong)))).isEqualTo(inJson(sent));
        UUID planned = all(code).getFirst().id();
        assertThat(inJson(api(worker.username())
                                .post(
                                        "/api/v1/cases/" + code + "/visits/" + planned + "/done",
                                        Map.of("doneOn", "2015-11-16", "mode", "PHONE", "nextOn", "x")))
                        .keySet())
                .as("of one that was planned, by its plan too")
                .contains("doneOn", "mode", "nextOn", "seen", "safety", "school");
    }
}
