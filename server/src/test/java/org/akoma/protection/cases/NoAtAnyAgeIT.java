package org.akoma.protection.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.ground.access.Role;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.SomeConsent;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A no, at whatever age it was said, and the yes that follows it are not typed by the same person ({@code requirements.md 2.6}). */
class NoAtAnyAgeIT extends CareHouse {

    private static final String YES_IN_SQL = """
            insert into cases.consent (id, file_id, purpose, status, given_by, at, language, explained, explained_by, recorded_by, recorded_at)
            select gen_random_uuid(), id, 'SHARE_FOR_REFERRAL', 'GIVEN', '%s', access.moment(), 'fr',
                   '{TOLD_LIMITS,INTERVIEW,TOLD_PURPOSE,TOLD_USES,TOLD_RESEARCH,TOLD_ACCESS_RIGHT,TOLD_RETENTION,TOLD_WITHDRAWAL}',
                   access.actor(), access.actor(), access.moment() from cases.case_file where code = '%s'""";

    @Autowired
    JdbcClient jdbc;

    private Answer say(String who, String code, Map<String, Object> answer) {
        return api(who).post("/api/v1/cases/" + code + "/consents", answer);
    }

    private static Map<String, Object> toSharing(String status, String by, String at) {
        Map<String, Object> answer = new HashMap<>(SomeConsent.json(status, by, at));
        answer.put("purpose", "SHARE_FOR_REFERRAL");
        return answer;
    }

    private boolean allowed(String code) {
        CaseFile file = now(code);
        return transactions.as(worker, () -> consents.allows(file, Consent.Purpose.SHARE_FOR_REFERRAL));
    }

    @ParameterizedTest
    @CsvSource({
        "4, GUARDIAN, GUARDIAN_AFTER_BEST_INTERESTS",
        "8, CHILD, CHILD_ASSENT_AND_GUARDIAN",
        "8, GUARDIAN, CHILD_ASSENT_AND_GUARDIAN",
        "11, CHILD, CHILD_ASSENT_AND_GUARDIAN",
        "16, CHILD, CHILD_CONSENT_AND_GUARDIAN",
        "17, CHILD_CONSENT_AND_GUARDIAN, CHILD_CONSENT_AND_GUARDIAN"
    })
    void theYesOfTheNextDaysIsHeardByAnother(int age, String no, String yes) {
        String code = file("F", age);
        guarded(code);
        if (age < 6) weighed(code);
        assertThat(say(worker.username(), code, toSharing("REFUSED", no, "2015-11-16T06:05:00Z"))
                        .status())
                .isEqualTo(201);
        Answer lifted = say(worker.username(), code, toSharing("GIVEN", yes, "2015-11-16T06:06:00Z"));
        assertThat(lifted.status()).isEqualTo(422);
        assertThat(lifted.body()).contains("cases.consent-no-to-another");
        assertThatThrownBy(() -> transactions.doAs(
                        worker, () -> jdbc.sql(YES_IN_SQL.formatted(yes, code)).update()))
                .hasStackTraceContaining("cases.consent-no-holds");
        assertThat(allowed(code)).isFalse();
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/consents")
                        .body())
                .as("the supervisor is led to the form")
                .contains("/cases/" + code + "/consents/new");
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/consents/new?purpose=SHARE_FOR_REFERRAL")
                        .body())
                .contains(yes);
        Answer heard = say(supervisor.username(), code, toSharing("GIVEN", yes, "2015-11-16T06:06:00Z"));
        assertThat(heard.status()).as(heard.body()).isEqualTo(201);
        assertThat(allowed(code)).isTrue();
    }

    @Test
    void thePageSaysWhoHearsTheNewYes() {
        String code = file("M", 16);
        guarded(code);
        say(worker.username(), code, toSharing("REFUSED", "CHILD", "2015-11-16T06:05:00Z"));
        String page = browser(worker.username())
                .post(
                        "/cases/" + code + "/consents/new",
                        "id",
                        Ids.next().toString(),
                        "purpose",
                        "SHARE_FOR_REFERRAL",
                        "status",
                        "GIVEN",
                        "givenBy",
                        "CHILD_CONSENT_AND_GUARDIAN",
                        "at",
                        "2015-11-16T06:06",
                        "language",
                        "fr",
                        "witness",
                        "Le cuisinier",
                        "limitsTold",
                        "true",
                        "explained",
                        "ALL")
                .body();
        assertThat(page).contains("c’est une autre personne");
    }

    /** A role that was asked for and that nobody agreed to, or that has ended, hears no yes. */
    @Test
    void aSupervisorIsWhoHoldsTheRole() {
        String code = file("F", 13);
        guarded(code);
        say(worker.username(), code, toSharing("REFUSED", "CHILD", "2015-11-16T06:05:00Z"));
        String colleague = person(Role.CASE_WORKER, ngo);
        Answer shared = api(supervisor.username())
                .post(
                        "/api/v1/cases/" + code + "/grants",
                        Map.of(
                                "grantee",
                                colleague,
                                "sections",
                                List.of("FAMILY"),
                                "until",
                                "2015-11-30",
                                "why",
                                "Remplacement de congé",
                                "mayWrite",
                                true));
        assertThat(shared.status()).as(shared.body()).isEqualTo(201);
        Map<String, Object> yes = toSharing("GIVEN", "CHILD_INFORMED_ASSENT_AND_GUARDIAN", "2015-11-16T06:06:00Z");
        assertThat(say(colleague, code, yes).body()).contains("cases.consent-no-to-supervisor");
        Answer asked = api(person(Role.SYSTEM_ADMINISTRATOR, ngo))
                .post("/api/v1/people/" + colleague + "/roles", Map.of("role", "CASE_SUPERVISOR"));
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        assertThat(say(colleague, code, yes).body()).contains("cases.consent-no-to-supervisor");
        assertThat(allowed(code)).isFalse();
    }
}
