package org.akoma.protection.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.Test;

/** What somebody typed is shown as text, in every place of a page and of an answer (OWASP ASVS 1.2.1, 1.2.3). */
class HostileWordsIT extends HouseIT {

    private static final String TAG = "<img src=x onerror=alert(1)>";
    private static final String QUOTE = "\"onfocus='alert(2)'";

    @Test
    void namesWithTagsAndQuotesAreText() {
        String worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        Answer made = api(worker)
                .post(
                        "/api/v1/cases",
                        Map.of(
                                "sex",
                                "F",
                                "age",
                                11,
                                "country",
                                "CI",
                                "handedAt",
                                "2015-11-12T20:00",
                                "givenNames",
                                TAG,
                                "familyName",
                                QUOTE + fresh("n")));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        String code = made.json().path("code").asString();
        assertThat(api(worker).get("/api/v1/cases/" + code + "/identity").json().findValuesAsString("givenNames"))
                .as("kept as it was typed")
                .contains(TAG);
        Visit visit = browser(worker);
        List<String> pages = List.of("/cases/" + code, "/cases/" + code + "/identity", "/cases?q=" + code, "/cases");
        for (String path : pages) harmless(path, visit.get(path));
    }

    @Test
    void aFormGivesBackWhatWasTypedAsText() {
        String worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        Visit visit = browser(worker);
        Answer again = visit.post("/emergency", "code", QUOTE + TAG, "reason", TAG);
        harmless("/emergency", again);
        assertThat(again.body()).contains("&lt;img");
        harmless("/sign-in", browser().signIn(QUOTE + TAG, "x"));
    }

    private static void harmless(String where, Answer answer) {
        assertThat(answer.body())
                .as(where)
                .doesNotContain("<img src=x")
                .doesNotContain("\"onfocus=")
                .doesNotContain("\" onfocus=");
    }
}
