package org.akoma.protection.visits;

import static org.akoma.ground.forms.BothDoors.sameErrors;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.ground.forms.BothDoors;
import org.akoma.protection.cases.CaseFile;
import org.junit.jupiter.api.Test;

/** The plan of a visit: what is refused on the page is refused alike as JSON. A page asks for the type, a program may leave it out. */
class PlanVisitDoorsIT extends VisitHouse {

    @Test
    void theSameMistakesHaveTheSameErrors() {
        String code = assessed(CaseFile.Risk.MEDIUM);
        String page = "/cases/" + code + "/visits";
        org.akoma.Visit visit = browser(worker.username());
        visit.get(page);
        for (Map<String, String> wrong : List.<Map<String, String>>of(
                Map.of(),
                Map.of("type", "HOLIDAY", "plannedOn", "31/2/2015"),
                Map.of("type", "ROUTINE", "plannedOn", "2015-01-01"),
                Map.of("type", "ROUTINE", "plannedOn", "2031-01-01")))
            sameErrors(visit, page, api(worker.username()), "/api/v1" + page, wrong);
        Answer untyped = visit.post(page, "plannedOn", "2015-12-01");
        assertThat(untyped.status()).isEqualTo(422);
        assertThat(BothDoors.onThePage(untyped)).containsOnlyKeys("type");
        assertThat(api(worker.username())
                        .post("/api/v1" + page, Map.of("plannedOn", "2015-12-01"))
                        .status())
                .isEqualTo(201);
    }
}
