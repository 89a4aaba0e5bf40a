package org.akoma.protection.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.akoma.Answer;
import org.akoma.protection.consent.SomeConsent;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nothing is dated before the child was found, and no yes is of another age than the child's ({@code requirements.md 2.6}): by API and SQL. */
class BoundedDaysIT extends CareHouse {

    private static final String ADD = """
            insert into cases.consent (id, file_id, purpose, status, given_by, at, language, basis, sealed, explained, explained_by, recorded_by, recorded_at)
            select gen_random_uuid(), id, 'TRANSFER_TO_AUTHORITY', 'GIVEN', '%s', '%s', 'fr', %s, 'x',
                   '{TOLD_LIMITS,INTERVIEW,TOLD_PURPOSE,TOLD_USES,TOLD_RESEARCH,TOLD_ACCESS_RIGHT,TOLD_RETENTION,TOLD_WITHDRAWAL}',
                   access.actor(), access.actor(), access.moment() from cases.case_file where code = '%s'""";

    @Autowired
    JdbcClient jdbc;

    private Answer say(String code, String by, String at) {
        Map<String, Object> yes = SomeConsent.json("GIVEN", by, at);
        yes.put("basis", "BEST_INTERESTS");
        return api(worker.username()).post("/api/v1/cases/" + code + "/consents", yes);
    }

    private void isRefused(String sql, String why) {
        assertThatThrownBy(() -> transactions.doAs(worker, () -> jdbc.sql(sql).update()))
                .as(sql)
                .hasStackTraceContaining(why);
    }

    @Test
    void aGirlOfThirteenIsAskedAsSuch() {
        String code = file("F", 13);
        guarded(code);
        weighed(code);
        String by = "GUARDIAN_AFTER_BEST_INTERESTS";
        assertThat(say(code, by, "2015-11-16T07:00:00Z").body()).contains("cases.consent-supervisor");
        assertThat(say(code, by, "2007-01-01T08:00:00Z").body()).contains("cases.before-found");
        isRefused(
                "insert into cases.consent (id, file_id, purpose, status, given_by, at, explained, explained_by, recorded_by, recorded_at)"
                        + " select gen_random_uuid(), id, 'MEDIA', 'REFUSED', 'CHILD', '2007-01-01T08:00:00Z', '{}', access.actor(), access.actor(),"
                        + " access.moment() from cases.case_file where code = '" + code + "'",
                "cases.before-found");
    }

    /** A guardian since before the child was born ends no clock (T4), by API and by straight SQL. */
    @Test
    void nobodyAnswersForAChildBeforeItWasBorn() {
        String code = file("F", 13);
        String path = "/api/v1/cases/" + code + "/guardians";
        Map<String, Object> since = Map.of("kind", "PARENT", "appointedOn", "1990-01-01", "name", "Une mère");
        assertThat(api(worker.username()).post(path, since).body()).contains("cases.guardian-before-birth");
        isRefused(
                "insert into cases.guardian (id, file_id, kind, appointed_on, sealed, recorded_by)"
                        + " select gen_random_uuid(), id, 'PARENT', '1990-01-01', '\\x00', access.actor() from cases.case_file where code = '"
                        + code + "'",
                "cases.guardian-before-birth");
    }

    @Test
    void aScreeningOfYearsAgoStopsNoClock() {
        String code = file("F", 13);
        Map<String, Object> given = Map.of(
                "code",
                "IMM_MEDICAL_SCREENING",
                "startedAt",
                "1990-01-01T08:00:00Z",
                "endedAt",
                "1990-01-01T09:00:00Z");
        Answer refused = api(worker.username()).post("/api/v1/cases/" + code + "/services", given);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.fields()).containsExactly("startedAt");
        assertThat(refused.body()).contains("cases.before-found");
        isRefused(
                "insert into assistance.service (id, file_id, organisation_id, worker_id, code, state, planned_by, planned_at, started_at, ended_at, sealed)"
                        + " select gen_random_uuid(), id, organisation_id, worker_id, 'IMM_MEDICAL_SCREENING', 'COMPLETED', access.actor(), access.moment(),"
                        + " '1990-01-01', '1990-01-01', '' from cases.case_file where code = '" + code + "'",
                "cases.before-found");
        assertThat(now(code).medicalScreenedAt()).isNull();
    }

    @Test
    void noHomeNoSchoolAndNoWordIsOlderThanTheRescue() {
        String path = "/api/v1/cases/" + file("F", 13);
        var sw = api(worker.username());
        Answer home = sw.post(
                path + "/placements",
                Map.of("kind", "FOSTER_FAMILY", "since", "1990-01-01", "withWhom", "Tante", "country", "CI"));
        Answer note = sw.post(path + "/notes", Map.of("kind", "NOTE", "at", "1990-01-01T08:00:00Z", "text", "vu"));
        for (Answer one : java.util.List.of(home, note)) {
            assertThat(one.status()).as(one.body()).isEqualTo(422);
            assertThat(one.body()).contains("cases.before-found");
        }
        String code = path.substring(path.lastIndexOf('/') + 1);
        isRefused(
                "insert into cases.note (id, file_id, at, kind, sealed, recorded_by) select gen_random_uuid(), id, '1990-01-01', 'NOTE', 'x',"
                        + " access.actor() from cases.case_file where code = '" + code + "'",
                "cases.before-found");
        isRefused(
                "insert into cases.placement (id, file_id, kind, country, since, state, sealed, recorded_by) select gen_random_uuid(), id,"
                        + " 'FOSTER_FAMILY', 'CI', '1990-01-01', 'PROPOSED', 'x', access.actor() from cases.case_file where code = '"
                        + code + "'",
                "cases.before-found");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            13, CHILD_CONSENT_ALONE,                null
            13, CHILD_CONSENT_ALONE,                'GUARDIAN_UNSAFE'
            16, CHILD_CONSENT_ALONE,                null
            13, CHILD_CONSENT_AND_GUARDIAN,         null
            10, CHILD_INFORMED_ASSENT_AND_GUARDIAN, null
            10, GUARDIAN_AFTER_BEST_INTERESTS,      'BEST_INTERESTS'
            16, GUARDIAN_AFTER_BEST_INTERESTS,      'BEST_INTERESTS'
            """, quoteCharacter = '"')
    void noLoginWritesAYesOfAnotherAge(int age, String by, String basis) {
        String code = file("F", age);
        guarded(code);
        weighed(code);
        isRefused(ADD.formatted(by, "2015-11-16T07:00:00Z", basis, code), "cases.consent-wrong-giver");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            5,  GUARDIAN_AFTER_BEST_INTERESTS
            10, CHILD_ASSENT_AND_GUARDIAN
            13, CHILD_INFORMED_ASSENT_AND_GUARDIAN
            16, CHILD_CONSENT_AND_GUARDIAN
            18, CHILD_CONSENT_ALONE
            """)
    void theYesOfItsAgeIsTaken(int age, String by) {
        String code = file("F", age);
        guarded(code);
        weighed(code);
        Map<String, Object> yes = SomeConsent.json("GIVEN", by, "2015-11-16T07:00:00Z");
        assertThat(api(worker.username())
                        .post("/api/v1/cases/" + code + "/consents", yes)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void nobodyIsExaminedBeforeItIsFound() {
        String code = file("F", 13);
        Map<String, Object> past = Map.of("kind", "SCREENING", "at", "1990-01-01T08:00", "detail", "ok");
        assertThat(api(worker.username())
                        .post("/api/v1/cases/" + code + "/medical", past)
                        .body())
                .contains("cases.before-found");
        isRefused(
                "insert into cases.medical (id, file_id, at, kind, sealed, recorded_by) select gen_random_uuid(), id, '1990-01-01', 'SCREENING', 'x',"
                        + " access.actor() from cases.case_file where code = '" + code + "'",
                "cases.before-found");
    }
}
