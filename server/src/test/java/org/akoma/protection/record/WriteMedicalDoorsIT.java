package org.akoma.protection.record;

import static org.akoma.ground.forms.BothDoors.sameErrors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.access.Role;
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
                Map.of("kind", "EXTERNAL_RESULT", "at", "2015-11-16T08:00", "urgent", "true", "detail", "Va bien"),
                Map.of(
                        "kind",
                        "EXTERNAL_RESULT",
                        "at",
                        "2015-11-16T08:00",
                        "urgent",
                        "true",
                        "detail",
                        "Va bien",
                        "instrument",
                        "SDQ",
                        "edition",
                        "2005",
                        "respondent",
                        "CAREGIVER",
                        "outcome",
                        "limite"),
                Map.of("kind", "SCREENING", "at", "2031-01-01T08:00", "detail", "Va bien")))
            sameErrors(visit, page, api(worker.username()), "/api/v1/cases/" + code + "/medical", wrong);
        assertThat(visit.get(page).body()).doesNotContain("Va bien");
    }

    /** A result that somebody else computed has a place (requirements.md 4.2, 4.3): sealed, restricted, and no reading of a shelter. */
    @Test
    void theResultOfAQuestionnaireIsKept() {
        String code = active();
        String page = "/cases/" + code + "/health";
        Map<String, Object> said = Map.of(
                "kind",
                "EXTERNAL_RESULT",
                "at",
                clock.instant().toString(),
                "instrument",
                "SDQ",
                "edition",
                "2005, français",
                "respondent",
                "CAREGIVER",
                "outcome",
                "limite",
                "detail",
                "Lu par la psychologue");
        assertThatThrownBy(() -> SqlAs.change(
                        worker,
                        clock.instant(),
                        "insert into cases.medical (id, file_id, at, kind, urgent, result, recorded_by) select gen_random_uuid(), id,"
                                + " access.moment(), 'EXTERNAL_RESULT', true, '\\x00', access.actor() from cases.case_file where code = '"
                                + code + "'"))
                .hasMessageContaining("medical_result");
        Answer made = api(worker.username()).post("/api/v1/cases/" + code + "/medical", said);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().path("outcome").asString()).isEqualTo("limite");
        assertThat(browser(worker.username()).get(page + "?lang=fr").body())
                .contains("SDQ (psychologue), 2005, français", "limite")
                .doesNotContain("??");
        assertThat(browser(worker.username()).get(page + "?lang=en").body())
                .contains("SDQ (psychologist), 2005, français")
                .doesNotContain("??");
        assertThat(api(person(Role.CASE_WORKER, ngo))
                        .get("/api/v1/cases/" + code + "/medical")
                        .status())
                .isEqualTo(404);
    }
}
