package org.akoma.protection.schooling;

import static org.akoma.ground.forms.BothDoors.sameErrors;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Visit;
import org.akoma.protection.payments.AidHouse;
import org.junit.jupiter.api.Test;

/** Terms and institutions: what the page refuses is refused alike as JSON, and a page that was overtaken changes nothing. */
class SchoolDoorsIT extends AidHouse {

    @Test
    void theSameMistakesHaveTheSameErrors() {
        Visit visit = browser(supervisor.username());
        Caller program = api(supervisor.username());
        visit.get("/terms/new");
        for (Map<String, String> wrong : List.<Map<String, String>>of(
                Map.of(),
                Map.of("country", "C1", "code", "-", "startsOn", "31/2/2015", "endsOn", "x"),
                Map.of(
                        "country",
                        "SL",
                        "code",
                        "T1",
                        "startsOn",
                        "14/9/2015",
                        "endsOn",
                        "11/12/2015",
                        "closed",
                        "soon"))) sameErrors(visit, "/terms/new", program, "/api/v1/terms", wrong);
        visit.get("/institutions/new");
        for (Map<String, String> wrong : List.<Map<String, String>>of(
                Map.of(),
                Map.of("code", "É", "country", "1", "kind", "CHURCH", "closedOn", "x", "name", "x".repeat(201)),
                Map.of("code", fresh("EC"), "country", "CI", "kind", "SCHOOL", "organisation", "NOWHERE")))
            sameErrors(visit, "/institutions/new", program, "/api/v1/institutions", wrong);
    }

    @Test
    void closedDaysAreATextOfLinesAndStayAsTheyWereTyped() {
        Visit visit = browser(supervisor.username());
        assertThat(visit.get("/terms/new").body()).containsPattern("name=\"closed\"[^>]*></textarea>");
        Answer again = visit.post("/terms/new", "country", "SL", "code", fresh("T"), "closed", "2/10/2013\n3/10/2013");
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body()).containsPattern(">2/10/2013\\s+3/10/2013</textarea>");
    }

    @Test
    void theDaysOfATermAreChangedOnItsPageInTheVersionThatItShowed() {
        Caller program = api(supervisor.username());
        String code = fresh("T");
        Answer added = program.post(
                "/api/v1/terms",
                Map.of(
                        "country",
                        "SL",
                        "code",
                        code,
                        "startsOn",
                        "2013-09-14",
                        "endsOn",
                        "2013-12-11",
                        "closed",
                        "2/10/2013"));
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        String page = "/terms/SL/" + code;
        Visit visit = browser(supervisor.username());
        assertThat(visit.get(page).body())
                .contains(">02/10/2013</textarea>")
                .contains("name=\"startsOn-day\" value=\"14\"");
        String[] late = {
            "startsOn-day", "16", "startsOn-month", "9", "startsOn-year", "2013", "endsOn", "2013-12-11", "closed", ""
        };
        String[] seen =
                Stream.concat(Stream.of(late), Stream.of("version", "1")).toArray(String[]::new);
        assertThat(visit.post(page, late).status()).as("without a version").isEqualTo(409);
        Answer changed = visit.post(page, seen);
        assertThat(changed.header("Location").orElse("")).as(changed.body()).endsWith("?done=assistance.term");
        assertThat(visit.post(page, seen).status()).as("overtaken").isEqualTo(409);
        assertThat(visit.get(page).body())
                .contains("name=\"startsOn-day\" value=\"16\"")
                .doesNotContain("02/10/2013");
    }

    @Test
    void aBodyMayRepeatWhatItsAddressSaysAndNothingElse() {
        Caller program = api(worker.username());
        String code = fresh("EC");
        Map<String, Object> school = Map.of("code", code, "kind", "SCHOOL", "country", "CI");
        assertThat(program.post("/api/v1/institutions", school).status()).isEqualTo(201);
        assertThat(program.put("/api/v1/institutions/" + code, school, "\"1\"").status())
                .isEqualTo(200);
        Answer other = program.put(
                "/api/v1/institutions/" + code, Map.of("code", "EC-0", "kind", "SCHOOL", "country", "CI"), "\"2\"");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().path("errors").get(0).path("code").asString()).isEqualTo("form.unknown-field");
    }
}
