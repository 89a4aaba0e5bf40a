package org.akoma.protection.homecoming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Visit;
import org.akoma.ground.forms.BothDoors;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.Test;

/** A way home from a page and from a program: the same mistakes have the same errors, and a change names its version. */
class PlanReturnDoorsIT extends CareHouse {

    @Test
    void theSameMistakesHaveTheSameErrors() {
        String code = active();
        Visit visit = browser(worker.username());
        visit.get("/cases/" + code + "/homecoming");
        Map<String, String> wrong =
                Map.of("toCountry", "XX", "state", "GONE", "acceptedOn", "hier", "escort", "x".repeat(501));
        BothDoors.sameErrors(
                visit,
                "/cases/" + code + "/homecoming",
                api(worker.username()),
                "/api/v1/cases/" + code + "/homecomings",
                wrong);
        Map<String, String> early = Map.of("toCountry", "CI", "state", "DEPARTED", "travelMode", "BUS");
        BothDoors.sameErrors(
                visit,
                "/cases/" + code + "/homecoming",
                api(worker.username()),
                "/api/v1/cases/" + code + "/homecomings",
                early);
    }

    @Test
    void aChangeNamesTheVersionThatThePageShowed() {
        String code = active();
        String page = "/cases/" + code + "/homecoming";
        Caller program = api(worker.username());
        Map<String, Object> planned = Map.of("toCountry", "CI", "state", "PLANNED");
        Answer made = program.post("/api/v1/cases/" + code + "/homecomings", planned);
        assertThat(made.status()).isEqualTo(201);
        String id = made.json().path("id").asString();
        String one = "/api/v1/cases/" + code + "/homecomings/" + id;
        assertThat(program.put(one, planned, null).status()).isEqualTo(428);

        Visit visit = browser(worker.username());
        Answer shown = visit.get(page);
        assertThat(Visit.versionOf(shown, page)).isEqualTo(1);
        assertThat(shown.body())
                .contains("name=\"id\" value=\"" + id + "\"")
                .containsPattern("\"PLANNED\"[^>]*selected");
        String[] escorted = {
            "id", id, "version", "1", "toCountry", "CI", "state", "PLANNED", "escort", "La tante et un agent"
        };
        assertThat(visit.post(page, escorted).status()).isEqualTo(303);
        assertThat(program.put(one, Map.of("toCountry", "CI", "state", "PLANNED", "papers", "Laissez-passer"), "1")
                        .status())
                .isEqualTo(409);
        escorted[9] = "Un agent seul";
        Answer late = visit.post(page, escorted);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("La tante et un agent", "value=\"Un agent seul\"");
        assertThat(Visit.versionOf(late, page)).isEqualTo(2);
    }
}
