package org.akoma.protection.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A no to case management holds until who said it says yes, or a supervisor decided on it ({@code requirements.md 2.6}). */
class NoIsHeldIT extends CareHouse {

    private static final String YES = "CHILD_INFORMED_ASSENT_AND_GUARDIAN";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ConsentRefusals refusals;

    private Answer say(String code, Map<String, Object> answer) {
        return api(worker.username()).post("/api/v1/cases/" + code + "/consents", answer);
    }

    private static Map<String, Object> no(String by) {
        return SomeConsent.json("REFUSED", by, "2015-11-16T06:05:00Z");
    }

    private static Map<String, Object> notFound(String at) {
        Map<String, Object> answer = new HashMap<>(
                Map.of("purpose", "CASE_MANAGEMENT", "status", "NOT_OBTAINABLE", "givenBy", "NOBODY", "at", at));
        answer.put("basis", "GUARDIAN_NOT_FOUND");
        answer.put("words", SomeConsent.SOUGHT);
        return answer;
    }

    private Answer assessing(String code) {
        return api(worker.username())
                .post(
                        "/api/v1/cases/" + code + "/assessments",
                        Map.of("kind", "INITIAL", "risk", "LOW", "reason", "Calme"));
    }

    @Test
    void thatNobodyCouldBeAskedLiftsNoNo() {
        String code = file("F", 13);
        assertThat(say(code, no("CHILD")).status()).isEqualTo(201);
        assertThat(assessing(code).body()).contains("cases.emergency-care-only");
        Map<String, Object> threat = new HashMap<>(Map.of("kind", "REVIEW", "risk", "LOW", "reason", "menacée"));
        String assessments = "/api/v1/cases/" + code + "/assessments";
        assertThat(api(worker.username()).post(assessments, threat).body()).contains("cases.emergency-care-only");
        threat.put("risk", "HIGH");
        threat.put("safetyPlan", "Dort chez sa tante");
        Answer raised = api(worker.username()).post(assessments, threat);
        assertThat(raised.status())
                .as("danger asks for no consent: " + raised.body())
                .isEqualTo(201);
        assertThat(api(worker.username()).get("/api/v1/cases/" + code).body()).contains("\"risk\":\"HIGH\"");
        Answer lifted = say(code, notFound("2015-11-16T06:06:00Z"));
        assertThat(lifted.status()).isEqualTo(422);
        assertThat(lifted.body()).contains("cases.consent-child-said-no");
        assertThat(assessing(code).status()).isEqualTo(422);
        var page = browser(worker.username());
        assertThat(page.get("/cases/" + code).body()).contains("Soins d’urgence seulement");
        assertThat(page.post(
                                "/cases/" + code + "/consents/new",
                                "purpose",
                                "CASE_MANAGEMENT",
                                "status",
                                "NOT_OBTAINABLE",
                                "givenBy",
                                "NOBODY",
                                "at",
                                "2015-11-16T06:06",
                                "basis",
                                "GUARDIAN_NOT_FOUND",
                                "words",
                                SomeConsent.SOUGHT)
                        .body())
                .contains("L’enfant a dit non à la prise en charge");
        String add = """
                insert into cases.consent (id, file_id, purpose, status, given_by, at, basis, explained, explained_by, recorded_by, recorded_at)
                select '%s', id, 'CASE_MANAGEMENT', 'NOT_OBTAINABLE', 'NOBODY', access.moment(), '%s', '{}', access.actor(), access.actor(), access.moment()
                  from cases.case_file where code = '%s'""";
        assertThatThrownBy(() -> transactions.doAs(
                        worker,
                        () -> jdbc.sql(add.formatted(Ids.next(), "CHILD_UNABLE", code))
                                .update()))
                .hasStackTraceContaining("cases.consent-no-holds");
    }

    @Test
    void theChildsNewYesWithTheGuardianLiftsItWhenTheSupervisorHadItAskedAgain() {
        String code = file("F", 13);
        guarded(code);
        Map<String, Object> no = no("CHILD");
        no.put("id", Ids.next().toString());
        assertThat(say(code, no).status()).isEqualTo(201);
        done(refusals.decide(
                supervisor,
                code,
                UUID.fromString(String.valueOf(no.get("id"))),
                ConsentRefusal.Decision.ASK_AGAIN,
                "Dans sa langue"));
        assertThat(say(code, SomeConsent.json("GIVEN", YES, "2015-11-16T07:00:00Z"))
                        .body())
                .as("of before it was to be asked again")
                .contains("cases.consent-no-to-supervisor");
        assertThat(say(code, SomeConsent.json("GIVEN", YES, "2015-11-16T08:00:00Z"))
                        .status())
                .isEqualTo(201);
        assertThat(assessing(code).status()).isEqualTo(201);
    }

    /** Who recorded the child's no does not type its yes while the no waits, nor once it is respected: by API, page and SQL. */
    @Test
    void aNewYesAfterANoIsHeardByTheSupervisor() {
        String code = file("F", 13);
        guarded(code);
        Map<String, Object> no = no("CHILD");
        no.put("id", Ids.next().toString());
        assertThat(say(code, no).status()).isEqualTo(201);
        Map<String, Object> yes = SomeConsent.json("GIVEN", YES, "2015-11-16T07:00:00Z");
        assertThat(say(code, yes).body()).contains("cases.consent-no-to-supervisor");
        done(refusals.decide(
                supervisor,
                code,
                UUID.fromString(String.valueOf(no.get("id"))),
                ConsentRefusal.Decision.RESPECTED,
                "Elle a dit non"));
        assertThat(say(code, yes).body()).contains("cases.consent-no-to-supervisor");
        assertThat(api(supervisor.username())
                        .post("/api/v1/cases/" + code + "/consents", yes)
                        .body())
                .as("of before the decision")
                .contains("cases.consent-no-to-supervisor");
        yes.put("at", "2015-11-16T08:00:00Z");
        String add = """
                insert into cases.consent (id, file_id, purpose, status, given_by, at, language, explained, explained_by, recorded_by, recorded_at)
                select gen_random_uuid(), id, 'CASE_MANAGEMENT', 'GIVEN', 'CHILD_INFORMED_ASSENT_AND_GUARDIAN', access.moment(), 'fr',
                       '{TOLD_LIMITS,INTERVIEW,TOLD_PURPOSE,TOLD_USES,TOLD_RESEARCH,TOLD_ACCESS_RIGHT,TOLD_RETENTION,TOLD_WITHDRAWAL}',
                       access.actor(), access.actor(), access.moment() from cases.case_file where code = '%s'""".formatted(code);
        assertThatThrownBy(() -> transactions.doAs(worker, () -> jdbc.sql(add).update()))
                .hasStackTraceContaining("cases.consent-no-holds");
        assertThat(assessing(code).status()).isEqualTo(422);
        assertThat(api(supervisor.username())
                        .post("/api/v1/cases/" + code + "/consents", yes)
                        .status())
                .isEqualTo(201);
        assertThat(assessing(code).status()).isEqualTo(201);
    }

    /** The same for whatever was asked about: the worker's yes to sharing opens nothing, today or of an earlier hour. Press and pictures: NewYesIT. */
    @ParameterizedTest
    @EnumSource(
            value = Consent.Purpose.class,
            names = {"SHARE_FOR_REFERRAL", "TRANSFER_TO_AUTHORITY"})
    void aNoToAnythingIsHeard(Consent.Purpose purpose) {
        String code = file("F", 13);
        guarded(code);
        Map<String, Object> no = no("CHILD");
        no.putAll(Map.of("id", Ids.next().toString(), "purpose", purpose.name()));
        assertThat(say(code, no).status()).isEqualTo(201);
        Map<String, Object> yes = SomeConsent.json("GIVEN", YES, "2015-11-16T07:35:00Z");
        yes.put("purpose", purpose.name());
        assertThat(say(code, yes).body()).contains("cases.consent-no-to-supervisor");
        String all = "/api/v1/cases/" + code + "/consents";
        done(refusals.decide(
                supervisor,
                code,
                UUID.fromString(String.valueOf(no.get("id"))),
                ConsentRefusal.Decision.RESPECTED,
                "Elle a dit non"));
        assertThat(api(supervisor.username()).post(all, yes).body()).contains("cases.consent-no-to-supervisor");
        yes.put("at", "2015-11-16T08:00:00Z");
        assertThat(say(code, yes).body()).contains("cases.consent-no-to-supervisor");
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/consents/new?purpose=" + purpose)
                        .status())
                .isEqualTo(200);
        String add = """
                insert into cases.consent (id, file_id, purpose, status, given_by, at, language, explained, explained_by, recorded_by, recorded_at)
                select gen_random_uuid(), id, '%s', 'GIVEN', 'CHILD_INFORMED_ASSENT_AND_GUARDIAN', access.moment(), 'fr',
                       '{TOLD_LIMITS,INTERVIEW,TOLD_PURPOSE,TOLD_USES,TOLD_RESEARCH,TOLD_ACCESS_RIGHT,TOLD_RETENTION,TOLD_WITHDRAWAL}',
                       access.actor(), access.actor(), access.moment() from cases.case_file where code = '%s'""".formatted(purpose, code);
        assertThatThrownBy(() -> transactions.doAs(worker, () -> jdbc.sql(add).update()))
                .hasStackTraceContaining("cases.consent-no-holds");
        assertThat(allowed(code, purpose)).isFalse();
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/consents/new?purpose=" + purpose)
                        .body())
                .as("the supervisor is offered the child's new yes")
                .contains(YES);
        Answer heard = api(supervisor.username()).post(all, yes);
        assertThat(heard.status()).as(heard.body()).isEqualTo(201);
        assertThat(allowed(code, purpose)).isTrue();
    }

    /** A no that is entered after a yes of a later hour waits for the supervisor all the same: the newest answer alone opens nothing. */
    @Test
    void aYesThatLiftsNothingIsNotInForce() {
        String code = file("F", 13);
        guarded(code);
        Map<String, Object> yes = SomeConsent.json("GIVEN", YES, "2015-11-16T07:00:00Z");
        yes.put("purpose", "SHARE_FOR_REFERRAL");
        assertThat(say(code, yes).status()).isEqualTo(201);
        assertThat(allowed(code, Consent.Purpose.SHARE_FOR_REFERRAL)).isTrue();
        Map<String, Object> no = no("CHILD");
        no.put("purpose", "SHARE_FOR_REFERRAL");
        assertThat(say(code, no).status()).isEqualTo(201);
        assertThat(allowed(code, Consent.Purpose.SHARE_FOR_REFERRAL)).isFalse();
    }

    private boolean allowed(String code, Consent.Purpose purpose) {
        CaseFile file = now(code);
        return transactions.as(worker, () -> consents.allows(file, purpose));
    }

    /** The worker does not write the supervisor's word on the child's no. */
    @Test
    void noLoginDecidesOnANoInAnothersName() {
        String code = file("F", 13);
        assertThat(say(code, no("CHILD")).status()).isEqualTo(201);
        String decide = "update cases.refusal set decision = 'BEST_INTERESTS', decided_by = '" + supervisor.personId()
                + "', decided_at = access.moment(), sealed = 'x' where file_id = '"
                + now(code).id() + "'";
        assertThatThrownBy(
                        () -> transactions.doAs(worker, () -> jdbc.sql(decide).update()))
                .isInstanceOf(org.springframework.dao.DataAccessException.class);
    }

    @Test
    void theGuardianAloneLiftsTheChildsNoByASupervisorsDecisionOnly() {
        String code = file("F", 13);
        guarded(code);
        weighed(code);
        Map<String, Object> no = no("CHILD");
        no.put("id", Ids.next().toString());
        assertThat(say(code, no).status()).isEqualTo(201);
        Map<String, Object> over = SomeConsent.json("GIVEN", "GUARDIAN_AFTER_BEST_INTERESTS", "2015-11-16T07:00:00Z");
        over.put("basis", "BEST_INTERESTS");
        String all = "/api/v1/cases/" + code + "/consents";
        assertThat(api(supervisor.username()).post(all, over).body()).contains("cases.consent-child-said-no");
        done(refusals.decide(
                supervisor,
                code,
                UUID.fromString(String.valueOf(no.get("id"))),
                ConsentRefusal.Decision.BEST_INTERESTS,
                "Elle est en danger"));
        over.put("at", "2015-11-16T08:00:00Z");
        assertThat(api(supervisor.username()).post(all, over).status()).isEqualTo(201);
        assertThat(assessing(code).status()).isEqualTo(201);
    }

    @Test
    void aGuardiansNoHoldsAgainstNobody() {
        String code = file("F", 13);
        guarded(code);
        assertThat(say(code, no("GUARDIAN")).status()).isEqualTo(201);
        Map<String, Object> unable = notFound("2015-11-16T06:06:00Z");
        unable.put("basis", "CHILD_UNABLE");
        assertThat(say(code, unable).body()).contains("cases.consent-guardian-said-no");
    }

    @Test
    void aGuardianOnTheFileIsNotOneWhoWasNotFound() {
        String code = file("M", 17);
        guarded(code);
        assertThat(say(code, notFound("2015-11-16T06:06:00Z")).body()).contains("cases.consent-guardian-on-file");
        String add = """
                insert into cases.consent (id, file_id, purpose, status, given_by, at, basis, explained, explained_by, recorded_by, recorded_at)
                select '%s', id, 'CASE_MANAGEMENT', 'NOT_OBTAINABLE', 'NOBODY', access.moment(), 'GUARDIAN_NOT_FOUND', '{}', access.actor(),
                       access.actor(), access.moment() from cases.case_file where code = '%s'""".formatted(Ids.next(), code);
        assertThatThrownBy(() -> transactions.doAs(worker, () -> jdbc.sql(add).update()))
                .hasStackTraceContaining("cases.consent-guardian-on-file");
    }

    private Answer gate(String code) {
        return api(worker.username()).get("/api/v1/cases/" + code + "/placements/return-gate");
    }

    /** A child of six or more is asked itself, and so is a guardian: that nobody was asked is no yes for a return, whatever is typed of it. */
    @Test
    void nobodyAskedIsNoYesForAReturn() {
        for (int age : new int[] {6, 10, 12, 14, 17}) {
            String child = file("F", age);
            assertThat(say(child, notFound("2015-11-16T06:06:00Z")).status()).isEqualTo(201);
            assertThat(gate(child).body()).as("at %s", age).contains("CONSENT", "FAMILY");
            Map<String, Object> unable = notFound("2015-11-16T06:07:00Z");
            unable.put("basis", "CHILD_UNABLE");
            assertThat(say(child, unable).status()).isEqualTo(201);
            assertThat(gate(child).body()).as("at %s", age).contains("CONSENT");
        }
        String small = file("F", 4);
        assertThat(say(small, notFound("2015-11-16T06:06:00Z")).status()).isEqualTo(201);
        assertThat(gate(small).body()).doesNotContain("CONSENT");
        guarded(small);
        assertThat(gate(small).body()).contains("CONSENT", "FAMILY");
        familyKnown(small);
        assertThat(gate(small).body()).doesNotContain("FAMILY");
    }

    /** What could not be obtained says who was looked for: by API, page and SQL. */
    @Test
    void nobodyIsNotFoundUnsought() {
        String code = file("F", 10);
        Map<String, Object> silent = notFound("2015-11-16T06:06:00Z");
        silent.remove("words");
        Answer refused = say(code, silent);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("cases.consent-who-was-sought");
        String boy = file("M", 16);
        Map<String, Object> alone = SomeConsent.json("GIVEN", "CHILD_CONSENT_ALONE", "2015-11-16T06:06:00Z");
        alone.put("basis", "GUARDIAN_NOT_FOUND");
        assertThat(say(boy, alone).body()).contains("cases.consent-who-was-sought");
        alone.put("words", SomeConsent.SOUGHT);
        assertThat(say(boy, alone).status()).isEqualTo(201);
        assertThat(browser(worker.username())
                        .post(
                                "/cases/" + code + "/consents/new",
                                "purpose",
                                "CASE_MANAGEMENT",
                                "status",
                                "NOT_OBTAINABLE",
                                "givenBy",
                                "NOBODY",
                                "at",
                                "2015-11-16T06:06",
                                "basis",
                                "CHILD_UNABLE")
                        .body())
                .contains("Écrivez qui a été cherché");
        String add = """
                insert into cases.consent (id, file_id, purpose, status, given_by, at, basis, explained, explained_by, recorded_by, recorded_at)
                select '%s', id, 'CASE_MANAGEMENT', 'NOT_OBTAINABLE', 'NOBODY', access.moment(), 'CHILD_UNABLE', '{}', access.actor(),
                       access.actor(), access.moment() from cases.case_file where code = '%s'""".formatted(Ids.next(), code);
        assertThatThrownBy(() -> transactions.doAs(worker, () -> jdbc.sql(add).update()))
                .hasStackTraceContaining("consent_sought");
    }

    /** Three letters that a worker typed are no panel; a supervisor who did not write it confirms it. */
    @Test
    void typedMembersAreNoPanel() {
        String code = active();
        Map<String, Object> panel = Map.of(
                "id",
                Ids.next().toString(),
                "kind",
                "DETERMINATION",
                "answer",
                "RETURN",
                "answerCountry",
                "CI",
                "ground",
                "DURABLE_SOLUTION",
                "options",
                "go home",
                "childsView",
                "yes",
                "decision",
                "return",
                "minutes",
                "they all met on 16 November",
                "panel",
                java.util.List.of(
                        Map.of("who", "a", "profession", "LAW"),
                        Map.of("who", "b", "profession", "HEALTH"),
                        Map.of("who", "c", "profession", "LAW")));
        assertThat(api(worker.username())
                        .post("/api/v1/cases/" + code + "/best-interests", panel)
                        .status())
                .isEqualTo(201);
        assertThat(gate(code).body()).contains("DETERMINATION");
        var asked = waiting("PANEL", UUID.fromString(String.valueOf(panel.get("id"))));
        String verdict = "/api/v1/decisions/" + asked.id() + "/verdict";
        assertThat(api(worker.username()).post(verdict, Map.of("agreed", true)).status())
                .isEqualTo(403);
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/best-interests")
                        .body())
                .contains("La supervision n’a pas encore confirmé ce comité");
        var above = browser(supervisor.username());
        assertThat(above.get("/decisions/" + asked.id()).body()).contains("Membres du comité", "Droit");
        assertThat(api(supervisor.username())
                        .post(verdict, Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        assertThat(gate(code).body()).doesNotContain("DETERMINATION");
        assertThat(above.get("/cases/" + code + "/best-interests").body())
                .contains("La supervision a confirmé ce comité");
    }
}
