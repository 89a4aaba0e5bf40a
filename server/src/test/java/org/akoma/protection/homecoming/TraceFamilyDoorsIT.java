package org.akoma.protection.homecoming;

import static org.akoma.ground.forms.BothDoors.inJson;
import static org.akoma.ground.forms.BothDoors.onThePage;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The tracing of a family: what is refused on the page is refused alike as JSON. */
class TraceFamilyDoorsIT extends CareHouse {

    @Autowired
    Tracings tracings;

    private String page;
    private String all;
    private Visit visit;
    private Caller program;

    @BeforeEach
    void doors() {
        String code = active();
        page = "/cases/" + code + "/tracing";
        all = "/api/v1/cases/" + code + "/tracings";
        visit = browser(worker.username());
        program = api(worker.username());
        visit.get(page);
    }

    @Test
    void theSameMistakesHaveTheSameErrors() {
        String tooLong = "x".repeat(201);
        Answer typed = visit.post(
                page, "status", "LOST", "verifiedBy", tooLong, "verifiedOn", "31/2/2015", "returnSafe", "maybe");
        Answer sent = program.post(
                all, Map.of("status", "LOST", "verifiedBy", tooLong, "verifiedOn", "31/2/2015", "returnSafe", "maybe"));
        assertThat(typed.status()).isEqualTo(sent.status()).isEqualTo(422);
        assertThat(onThePage(typed))
                .isEqualTo(inJson(sent))
                .containsOnlyKeys("status", "verifiedBy", "verifiedOn", "returnSafe");
    }

    @Test
    void aNewOneHasNoVersion() {
        assertThat(program.post(all, Map.of("status", "OPEN"), "\"7\"").status())
                .isEqualTo(201);
        assertThat(program.put(all + "/" + Ids.next(), Map.of("status", "CLOSED"), null)
                        .status())
                .isEqualTo(428);
    }

    @Test
    void anOvertakenStepIsRefusedAlike() {
        UUID id = Ids.next();
        program.post(all, Map.of("id", id.toString(), "status", "OPEN"));
        assertThat(program.put(all + "/" + id, Map.of("status", "IN_PROGRESS"), "\"1\"")
                        .status())
                .isEqualTo(200);
        Answer sent = program.put(all + "/" + id, Map.of("status", "CLOSED", "verifiedBy", "MSFFE-CI"), "\"1\"");
        Answer typed =
                visit.post(page, "id", id.toString(), "version", "1", "status", "CLOSED", "verifiedBy", "MSFFE-CI");
        assertThat(typed.status()).isEqualTo(sent.status()).isEqualTo(409);
        assertThat(sent.fields()).containsExactly("status");
        assertThat(typed.body())
                .contains("Quelqu’un a modifié", "Étape</th>", "value=\"MSFFE-CI\"")
                .doesNotContain("Vérifiée le</th>")
                .contains("name=\"version\" value=\"2\"");
    }
}
