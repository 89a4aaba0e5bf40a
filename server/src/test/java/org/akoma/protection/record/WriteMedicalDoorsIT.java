package org.akoma.protection.record;

import static org.akoma.ground.forms.BothDoors.sameErrors;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.akoma.Visit;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.Test;

/** A medical record: what is refused on the page is refused alike as JSON. */
class WriteMedicalDoorsIT extends CareHouse {

    @Test
    void theSameMistakesHaveTheSameErrors() {
        String code = active();
        String page = "/cases/" + code + "/health";
        Visit visit = browser(worker.username());
        visit.get(page);
        for (Map<String, String> wrong : List.<Map<String, String>>of(
                Map.of(),
                Map.of(
                        "kind",
                        "MAGIC",
                        "at",
                        "31/2/2015",
                        "urgent",
                        "maybe",
                        "care",
                        "x".repeat(2_001),
                        "detail",
                        "Va bien"),
                Map.of("kind", "SCREENING", "at", "2031-01-01T08:00", "detail", "Va bien")))
            sameErrors(visit, page, api(worker.username()), "/api/v1/cases/" + code + "/medical", wrong);
        assertThat(visit.get(page).body()).doesNotContain("Va bien");
    }
}
