package org.akoma.protection.wellbeing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.CaseFile;
import org.junit.jupiter.api.Test;

/** A child's months as a picture and as a table, for who follows the child and for nobody else. */
class PathIT extends StatusHouse {

    @Test
    void thePictureAndItsTableAreWholeInBothLanguages() {
        String code = file("CI");
        assessed(code, CaseFile.Risk.MEDIUM);
        done(indexes.record(worker, code, csi(Csi.Wave.BASELINE, TODAY, Map.of(CsiFactor.CARE, 1))));
        for (String lang : new String[] {"fr", "en"})
            assertThat(browser(worker.username())
                            .get("/cases/" + code + "/path?lang=" + lang)
                            .body())
                    .contains("</html>", "class=\"way\"", "role=\"img\"", "<table")
                    .doesNotContain("??", " th:");
        assertThat(browser(person(Role.PROJECT_MANAGER, ngo))
                        .get("/cases/" + code)
                        .body())
                .as("who oversees the file")
                .contains(code)
                .doesNotContain("class=\"way\"", "class=\"mults\"");
        assertThat(browser(worker.username()).get("/cases/" + code).body())
                .as("the first page of the file")
                .contains("class=\"way\"", "class=\"mults\"", "CSI")
                .doesNotContain("??", " th:");
        assertThat(browser(person(Role.CASE_WORKER, ngo))
                        .get("/cases/" + code + "/path")
                        .status())
                .isEqualTo(404);
    }

    /** Of two visits of one day the one that was made later is the last, whatever was written on the other since. */
    @Test
    void theLastVisitOfADayIsTheOneMadeLast() {
        String code = file("CI");
        String safe = visited(code, "SAFE");
        clock.moveTo(clock.instant().plus(Duration.ofHours(1)));
        visited(code, "DANGER");
        TestDatabase.ownerDoes("update followup.visit set reviewed_at = reviewed_at where id = '" + safe + "'");
        String last = browser(worker.username())
                .get("/cases/" + code + "?lang=fr")
                .body()
                .split("id=\"last\"")[1]
                .split("</p>")[0];
        assertThat(last).contains("En danger").doesNotContain("En sécurité");
    }

    private String visited(String code, String safety) {
        Map<String, Object> made = new HashMap<>(Map.of("doneOn", TODAY.toString(), "mode", "HOME_VISIT"));
        made.putAll(Map.of("seen", List.of("CHILD"), "seenAlone", true, "school", "ATTENDS", "safety", safety));
        made.put("traffickerContact", false);
        return api(worker.username())
                .post("/api/v1/cases/" + code + "/visits/unplanned", made)
                .json()
                .path("id")
                .asString();
    }
}
