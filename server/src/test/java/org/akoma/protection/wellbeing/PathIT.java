package org.akoma.protection.wellbeing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.akoma.ground.access.Role;
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
}
