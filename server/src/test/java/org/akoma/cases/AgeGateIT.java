package org.akoma.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Visit;
import org.akoma.access.Decision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** No worker alone makes a child old enough to consent or to be closed ({@code trust.md 2}): by API, page and SQL. */
class AgeGateIT extends CareHouse {

    @Autowired
    Corrections corrections;

    @Autowired
    Identities identities;

    @Autowired
    IdentityChanges changes;

    @Autowired
    JdbcClient jdbc;

    private Caller own;

    @BeforeEach
    void theWorkerSignsIn() {
        own = api(worker.username());
    }

    private static Map<String, Object> aged(int age, String country) {
        return new HashMap<>(Map.of(
                "sex",
                "F",
                "age",
                age,
                "country",
                country,
                "nationality",
                "BF",
                "sector",
                "COCOA",
                "reason",
                "Elle le dit"));
    }

    private Answer correct(String code, Map<String, Object> wanted) {
        return own.put("/api/v1/cases/" + code + "/registration", wanted, "\"1\"");
    }

    @Test
    void anAgeThatMovesTheConsentWaitsForASupervisor() {
        String code = file("F", 9);
        Answer asked = correct(code, aged(17, "CI"));
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.json().path("registration").path("age").asInt()).isEqualTo(9);
        assertThat(asked.json().path("waiting").asString()).isNotBlank();
        assertThat(now(code).ageAtRescue()).isEqualTo(9);
        Map<String, Object> alone = SomeConsent.json("GIVEN", "CHILD_CONSENT_ALONE", "2015-11-16T07:00:00Z");
        alone.put("basis", "GUARDIAN_NOT_FOUND");
        assertThat(own.post("/api/v1/cases/" + code + "/consents", alone).status())
                .isEqualTo(422);
        Decision waiting = waiting("AGE", now(code).id());
        assertThat(corrections.decide(worker, code, waiting, true, null)).isInstanceOf(Outcome.Forbidden.class);
        done(corrections.decide(supervisor, code, waiting, true, null));
        assertThat(now(code).ageAtRescue()).isEqualTo(17);
        assertThat(corrections
                        .read(supervisor, code)
                        .orElseThrow()
                        .corrections()
                        .getFirst()
                        .recordedBy())
                .isEqualTo(worker.personId());
    }

    @Test
    void onThePageTooNothingChangesBefore() {
        String code = file("F", 9);
        Visit page = browser(worker.username());
        Answer sent = page.post(
                "/cases/" + code + "/identity/correction",
                "version",
                "1",
                "sex",
                "F",
                "age",
                "18",
                "country",
                "CI",
                "reason",
                "Elle le dit");
        assertThat(sent.location()).contains("done=cases.age-asked");
        assertThat(now(code).ageAtRescue()).isEqualTo(9);
    }

    @Test
    void aBirthDateInTheIdentityMovesNoThresholdEither() {
        String code = file("F", 9);
        var held = identities.reveal(worker, now(code)).orElseThrow();
        Identity older = held.identity().born(LocalDate.parse("1998-01-01"), null);
        assertThat(refused(changes.change(worker, code, older, held.version()))).isEqualTo("cases.age-by-correction");
        Identity same = held.identity().born(LocalDate.parse("2006-01-01"), null);
        done(changes.change(worker, code, same, held.version()));
        assertThat(now(code).ageAtRescue()).isEqualTo(9);
    }

    @Test
    void aCountryThatMovesTheCareOrderWaitsToo() {
        assertThat(correct(file("F", 9), aged(9, "GH")).status()).isEqualTo(202);
        assertThat(correct(file("F", 9), aged(10, "CI")).status()).isEqualTo(200);
    }

    /** Registering the same child again, or taking the file in once more, changes no age: what is there is answered. */
    @Test
    void registeringAgainMakesNoChildOlder() {
        String id = org.akoma.Ids.next().toString();
        Map<String, Object> child = new HashMap<>(Map.of("id", id, "sex", "F", "age", 9, "country", "CI"));
        String code = own.post("/api/v1/cases", child).json().path("code").asString();
        child.put("age", 17);
        assertThat(own.post("/api/v1/cases", child).status()).isIn(201, 200, 409);
        assertThat(now(code).ageAtRescue()).isEqualTo(9);
    }

    @Test
    void noLoginMakesAChildOlder() {
        String code = file("F", 9);
        String older = "update cases.case_file set age_at_rescue = 17 where code = '" + code + "'";
        assertThatThrownBy(() -> entry.doAs(supervisor, () -> jdbc.sql(older).update()))
                .hasStackTraceContaining("cases.age-not-decided");
    }
}
