package org.akoma.protection.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A yes with nothing told and nobody named, and work that goes on after a no, must not be possible by API, page or SQL. */
class ConsentGateIT extends CareHouse {

    private static final String AT = "2015-11-16T07:00:00Z";
    private static final String YES = "CHILD_INFORMED_ASSENT_AND_GUARDIAN";

    @Autowired
    JdbcClient jdbc;

    private Caller own;

    @BeforeEach
    void theWorkerSignsIn() {
        own = api(worker.username());
    }

    private Answer say(String code, Map<String, Object> answer) {
        return own.post("/api/v1/cases/" + code + "/consents", answer);
    }

    @Test
    void aYesNeedsTheQuestionsTheLanguageAWitnessAndAGuardian() {
        String code = file("F", 12);
        Answer bare = say(
                code,
                Map.of("purpose", "CASE_MANAGEMENT", "status", "GIVEN", "givenBy", YES, "at", AT, "limitsTold", true));
        assertThat(bare.status()).isEqualTo(422);
        assertThat(bare.body())
                .contains(
                        "cases.consent-untold",
                        "cases.consent-language",
                        "cases.consent-witness",
                        "cases.consent-no-guardian");
        Map<String, Object> told = SomeConsent.json("GIVEN", YES, AT);
        assertThat(say(code, told).body()).contains("cases.consent-no-guardian");
        guarded(code);
        Map<String, Object> half = new HashMap<>(told);
        half.put("explained", List.of("TOLD_PURPOSE"));
        assertThat(say(code, half).body()).contains("cases.consent-untold").doesNotContain("no-guardian");
        assertThat(say(code, told).status()).isEqualTo(201);
    }

    /** One conversation, one form: each purpose keeps an answer of its own, and where one of them is refused, none is recorded. */
    @Test
    void whatIsAskedTogetherIsAnsweredOneByOne() {
        String code = file("F", 12);
        guarded(code);
        Map<String, Object> yes = SomeConsent.json("GIVEN", YES, AT);
        yes.put("id", Ids.next().toString());
        yes.put("alsoFor", List.of("SHARE_FOR_REFERRAL", "MEDIA"));
        assertThat(say(code, yes).body()).as("the press is asked for alone").contains("cases.consent-asked-alone");
        assertThat(answers(code)).isEqualTo("{}");
        yes.put("alsoFor", List.of("SHARE_FOR_REFERRAL", "CASE_MANAGEMENT"));
        assertThat(say(code, yes).status()).isEqualTo(201);
        assertThat(say(code, yes).status()).as("sent again").isEqualTo(201);
        assertThat(answers(code)).contains("\"CASE_MANAGEMENT\":\"GIVEN\"", "\"SHARE_FOR_REFERRAL\":\"GIVEN\"");
    }

    @Test
    void aNoToOneOfThemKeepsTheOthersOut() {
        String code = file("F", 12);
        guarded(code);
        Map<String, Object> no = SomeConsent.json("REFUSED", YES, AT);
        no.put("purpose", "SHARE_FOR_REFERRAL");
        assertThat(say(code, no).status()).isEqualTo(201);
        Map<String, Object> yes = SomeConsent.json("GIVEN", YES, "2015-11-16T07:30:00Z");
        yes.put("alsoFor", List.of("SHARE_FOR_REFERRAL"));
        Answer refused = say(code, yes);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("alsoFor", "cases.consent-no-to-supervisor");
        assertThat(answers(code)).isEqualTo("{\"SHARE_FOR_REFERRAL\":\"REFUSED\"}");
    }

    private String answers(String code) {
        return own.get("/api/v1/cases/" + code + "/consents")
                .json()
                .path("current")
                .toString();
    }

    @Test
    void underSixTheBestInterestsAreWeighedFirst() {
        String code = file("F", 5);
        guarded(code);
        Map<String, Object> yes = SomeConsent.json("GIVEN", "GUARDIAN_AFTER_BEST_INTERESTS", AT);
        assertThat(say(code, yes).body()).contains("cases.consent-no-best-interests");
        Map<String, Object> weighed =
                Map.of("kind", "ASSESSMENT", "options", "Retour", "childsView", "Dessine", "decision", "Rester");
        assertThat(own.post("/api/v1/cases/" + code + "/best-interests", weighed)
                        .status())
                .isEqualTo(201);
        assertThat(say(code, yes).status()).isEqualTo(201);
    }

    @Test
    void aWithdrawalByATwelveYearOldGoesToTheSupervisorAndOnlyEmergencyCareGoesOn() {
        String code = assessed();
        guarded(code);
        assertThat(say(code, SomeConsent.json("GIVEN", YES, "2015-11-16T06:00:00Z"))
                        .status())
                .isEqualTo(201);
        assertThat(say(code, SomeConsent.json("WITHDRAWN", "CHILD", AT)).status())
                .isEqualTo(201);
        assertThat(own.get("/api/v1/cases/" + code + "/consents").json().path("refusals"))
                .hasSize(1);
        Map<String, Object> review = Map.of("kind", "REVIEW", "risk", "LOW", "reason", "Va mieux");
        assertThat(own.post("/api/v1/cases/" + code + "/assessments", review).body())
                .contains("cases.emergency-care-only");
        Map<String, Object> medical = Map.of("kind", "TREATMENT", "at", AT, "detail", "Fièvre");
        assertThat(own.post("/api/v1/cases/" + code + "/medical", medical).status())
                .isEqualTo(201);
        Visit page = browser(worker.username());
        for (String part : List.of("", "/plan", "/placement", "/health"))
            assertThat(page.get("/cases/" + code + part).body()).as(part).contains("Soins d’urgence seulement");
        assertThat(page.post("/cases/" + code + "/assessment", "kind", "REVIEW", "risk", "LOW", "reason", "Va mieux")
                        .status())
                .isEqualTo(422);
        String add = """
                insert into cases.assessment (id, file_id, kind, at, risk, sealed, author)
                select '%s', id, 'REVIEW', access.moment(), 'LOW', '\\x00', access.actor() from cases.case_file where code = '%s'
                """.formatted(Ids.next(), code);
        assertThatThrownBy(() -> transactions.doAs(worker, () -> jdbc.sql(add).update()))
                .hasStackTraceContaining("cases.emergency-care-only");
        Map<String, Object> yes = SomeConsent.json("GIVEN", YES, "2015-11-16T07:30:00Z");
        assertThat(say(code, yes).body()).contains("cases.consent-no-to-supervisor");
        Visit above = browser(supervisor.username());
        assertThat(above.get("/cases/" + code + "/consents/new").body()).contains("value=\"" + YES + "\"");
        assertThat(api(supervisor.username())
                        .post("/api/v1/cases/" + code + "/consents", yes)
                        .status())
                .isEqualTo(201);
        assertThat(page.get("/cases/" + code).body()).doesNotContain("Soins d’urgence seulement");
    }

    /** What is immediate goes on after a no; what is for the long term is neither planned nor begun. */
    @Test
    void afterANoNothingForTheLongTermBegins() {
        String code = assessed();
        String services = "/api/v1/cases/" + code + "/services";
        assertThat(say(code, SomeConsent.json("REFUSED", "CHILD", AT)).status()).isEqualTo(201);
        assertThat(own.post(services, Map.of("code", "LT_EDU_FORMAL", "timeFrame", "THREE_DAYS"))
                        .body())
                .contains("cases.emergency-care-only");
        assertThat(own.post(services, Map.of("code", "IMM_FOOD", "timeFrame", "IMMEDIATE"))
                        .status())
                .isEqualTo(201);
        assertThat(browser(worker.username()).get("/cases/" + code + "/aid").body())
                .contains("IMM_FOOD")
                .doesNotContain("value=\"LT_");
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/schooling")
                        .body())
                .doesNotContain("/schooling/enrol");
        String service = """
                insert into assistance.service (id, file_id, organisation_id, worker_id, code, state, planned_by, planned_at)
                select '%s', id, organisation_id, worker_id, 'LT_FAMILY_CASH', 'PLANNED', access.actor(), access.moment()
                  from cases.case_file where code = '%s'
                """.formatted(Ids.next(), code);
        String enrolment = """
                insert into assistance.enrolment (id, file_id, organisation_id, worker_id, institution_id, pathway, starts_on)
                select '%s', id, organisation_id, worker_id, gen_random_uuid(), 'FORMAL_SCHOOL', '2015-11-16'
                  from cases.case_file where code = '%s'
                """.formatted(Ids.next(), code);
        for (String attack : List.of(service, enrolment))
            assertThatThrownBy(() ->
                            transactions.doAs(worker, () -> jdbc.sql(attack).update()))
                    .hasStackTraceContaining("cases.emergency-care-only");
    }

    @Test
    void noLoginWritesAYesWithoutItsRecords() {
        String code = file("F", 12);
        String add = """
                insert into cases.consent (id, file_id, purpose, status, given_by, at, language, explained, explained_by, recorded_by, recorded_at)
                select '%s', id, 'PHOTO', 'GIVEN', '%s', access.moment(), 'fr', '%s', access.actor(), access.actor(), access.moment()
                  from cases.case_file where code = '%s'""";
        String all = "{" + String.join(",", SomeConsent.TOLD) + "}";
        assertThatThrownBy(() -> transactions.doAs(
                        worker,
                        () -> jdbc.sql(add.formatted(Ids.next(), YES, all, code))
                                .update()))
                .hasStackTraceContaining("cases.consent-no-guardian");
        assertThatThrownBy(() -> transactions.doAs(
                        worker,
                        () -> jdbc.sql(add.formatted(Ids.next(), "CHILD_CONSENT_ALONE", "{TOLD_LIMITS}", file("F", 18)))
                                .update()))
                .hasStackTraceContaining("consent_told");
    }

    /** What is nobody's yes at this age would open what a guardian request and a danger referral are asked for. */
    @Test
    void noLoginWritesAYesOfNobody() {
        String code = file("F", 16);
        guarded(code);
        String add = """
                insert into cases.consent (id, file_id, purpose, status, given_by, at, language, explained, explained_by, recorded_by, recorded_at, basis)
                select '%s', id, '%s', 'GIVEN', '%s', access.moment(), 'fr', '%s', access.actor(), access.actor(), access.moment(), %s
                  from cases.case_file where code = '%s'""";
        String all = "{" + String.join(",", SomeConsent.TOLD) + "}";
        for (String purpose : List.of("SHARE_FOR_REFERRAL", "MEDIA"))
            for (String giver : List.of("NOBODY", "CHILD", "GUARDIAN", "CHILD_CONSENT_ALONE"))
                for (String basis : List.of("null", "'LEGAL_DUTY'"))
                    assertThatThrownBy(() -> transactions.doAs(
                                    worker,
                                    () -> jdbc.sql(add.formatted(Ids.next(), purpose, giver, all, basis, code))
                                            .update()))
                            .as(purpose + " " + giver)
                            .hasStackTraceContaining("cases.consent-wrong-giver");
        assertThat(answers(code)).isEqualTo("{}");
    }
}
