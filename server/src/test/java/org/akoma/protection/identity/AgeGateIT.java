package org.akoma.protection.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Visit;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Proposal;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.consent.SomeConsent;
import org.akoma.protection.placement.CareHouse;
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
        String waits = "/decisions/" + waiting("AGE", now(code).id()).id();
        for (String part : java.util.List.of("", "/identity"))
            assertThat(page.get("/cases/" + code + part + "?lang=fr").body())
                    .as(part)
                    .contains("Correction demandée le", waits);
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

    /** A known birth date that becomes another one moves the day on which the child is eighteen, in the same band too. */
    @Test
    void aKnownBirthDateChangesByTwo() {
        String code = file("F", 16);
        var held = identities.reveal(worker, now(code)).orElseThrow();
        done(changes.change(worker, code, held.identity().born(LocalDate.parse("1999-10-01"), null), held.version()));
        Map<String, Object> older = aged(16, "CI");
        older.put("birthDate", "1998-12-01");
        Answer asked = correct(code, older);
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        assertThat(born(code)).isEqualTo(LocalDate.parse("1999-10-01"));
        done(corrections.decide(supervisor, code, waiting("AGE", now(code).id()), true, null));
        assertThat(born(code)).isEqualTo(LocalDate.parse("1998-12-01"));
    }

    private LocalDate born(String code) {
        return identities.reveal(worker, now(code)).orElseThrow().identity().birthDate();
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

    /** The same child opened as another file, with another age, is put before a supervisor though the worker sees both. */
    @Test
    void theSameChildOpenedTwiceGoesToASupervisor() {
        String family = newFamilyName();
        Map<String, Object> child = new HashMap<>(
                Map.of("sex", "F", "age", 9, "country", "CI", "givenNames", "Safiatou", "familyName", family));
        String first = own.post("/api/v1/cases", child).json().path("code").asString();
        child.put("age", 17);
        assertThat(own.post("/api/v1/cases", child).status()).isEqualTo(409);
        assertThat(api(supervisor.username()).get("/api/v1/doubles").body()).doesNotContain(first);
        child.put("anyway", true);
        String second = own.post("/api/v1/cases", child).json().path("code").asString();
        assertThat(api(supervisor.username()).get("/api/v1/doubles").body()).contains(first, second);
    }

    /** The age of today counts the years since the hand-over: nobody types one of long ago, by API, page or SQL. */
    @Test
    void nobodyWasHandedOverYearsAgo() {
        Map<String, Object> child =
                new HashMap<>(Map.of("sex", "F", "age", 9, "country", "CI", "handedAt", "2006-06-01T08:00"));
        assertThat(own.post("/api/v1/cases", child).body()).contains("cases.handed-long-ago");
        assertThat(browser(worker.username())
                        .post(
                                "/cases/new",
                                "sex",
                                "F",
                                "age",
                                "9",
                                "country",
                                "CI",
                                "handedAt",
                                "2006-06-01",
                                "handedAt-time",
                                "08:00")
                        .body())
                .contains("Écrivez une remise de 30 jours au plus");
        child.put("handedAt", "2015-11-10T08:00");
        assertThat(own.post("/api/v1/cases", child).status()).isEqualTo(201);
        OpenCase old = SomeChild.handedOver("Baobab", java.time.Instant.parse("2006-06-01T08:00:00Z"));
        assertThatThrownBy(() -> cases.open(worker, old)).hasStackTraceContaining("cases.handed-long-ago");
        String code = file("F", 9);
        String earlier = "update cases.case_file set handed_at = '2000-01-01' where code = '" + code + "'";
        assertThatThrownBy(
                        () -> transactions.doAs(worker, () -> jdbc.sql(earlier).update()))
                .hasStackTraceContaining("permission denied");
    }

    /** A birth date that became known after it was asked for is not undone by a decision that shows none. */
    @Test
    void aDecisionIsOutdatedByWhatBecameKnownSince() {
        String code = file("F", 9);
        assertThat(correct(code, aged(17, "CI")).status()).isEqualTo(202);
        Decision waiting = waiting("AGE", now(code).id());
        var held = identities.reveal(worker, now(code)).orElseThrow();
        LocalDate born = LocalDate.parse("2006-03-01");
        done(changes.change(worker, code, held.identity().born(born, "BIRTH_CERTIFICATE"), held.version()));
        Answer late = api(supervisor.username())
                .post("/api/v1/decisions/" + waiting.id() + "/verdict", Map.of("agreed", true));
        assertThat(late.status()).isIn(409, 422);
        assertThat(refused(corrections.decide(supervisor, code, waiting, true, null)))
                .isEqualTo("cases.age-outdated");
        assertThat(now(code).ageAtRescue()).isEqualTo(9);
        assertThat(identities.reveal(worker, now(code)).orElseThrow().identity().birthDate())
                .isEqualTo(born);
    }

    @Test
    void aCorrectionMeanwhileReplacesWhatWaits() {
        String code = file("F", 9);
        assertThat(correct(code, aged(17, "CI")).status()).isEqualTo(202);
        Decision waiting = waiting("AGE", now(code).id());
        assertThat(correct(code, aged(10, "CI")).status()).isEqualTo(200);
        assertThat(transactions
                        .as(supervisor, () -> decisions.find(waiting.id()))
                        .orElseThrow()
                        .state())
                .isEqualTo(Decision.State.REPLACED);
    }

    /** Who else works on the file takes nobody's request away, whatever was recorded on the file meanwhile: by the facade and SQL. */
    @Test
    void aColleagueReplacesNoRequestThatWaits() {
        String code = file("F", 9);
        assertThat(correct(code, aged(17, "CI")).status()).isEqualTo(202);
        Decision waiting = waiting("AGE", now(code).id());
        String later = "update cases.case_file set version = version + 1 where code = '" + code + "'";
        for (int time = 0; time < 5; time++)
            transactions.doAs(worker, () -> jdbc.sql(later).update());
        assertThat(now(code).version()).isNotEqualTo(waiting.version());
        UUID file = now(code).id();
        assertThat(transactions.as(supervisor, () -> decisions.waitsOfAnother("AGE", file)))
                .isTrue();
        Proposal another = Proposal.onFile("AGE", file, file, 1).with(Map.of("age", "16"));
        assertThatThrownBy(() -> transactions.doAs(supervisor, () -> decisions.propose(supervisor, another)))
                .hasMessageContaining("409");
        String straight =
                "select access.propose(gen_random_uuid(), 'AGE', f.id, f.id, 1, '{}', null, '\\x00') from cases.case_file f"
                        + " where f.code = '" + code + "'";
        assertThatThrownBy(() -> transactions.doAs(
                        supervisor,
                        () -> jdbc.sql(straight).query((row, n) -> 1).list()))
                .hasStackTraceContaining("access.waits-of-another");
        assertThat(waiting("AGE", now(code).id()).id()).isEqualTo(waiting.id());
    }

    /** An estimate of seventeen may be eighteen: 18 is moved by two, at the database too. */
    @Test
    void noLoginMovesEighteen() {
        String code = opened(SomeChild.handedOver("Baobab", java.time.Instant.parse("2015-11-15T08:00:00Z")))
                .code();
        Map<String, Object> sixteen = aged(16, "CI");
        sixteen.put("ageEstimated", true);
        assertThat(correct(code, sixteen).status()).isEqualTo(202);
        done(corrections.decide(supervisor, code, waiting("AGE", now(code).id()), true, null));
        String older = "update cases.case_file set age_at_rescue = 17 where code = '" + code + "'";
        assertThatThrownBy(() -> transactions.doAs(worker, () -> jdbc.sql(older).update()))
                .hasStackTraceContaining("cases.age-not-decided");
        String known = "update cases.case_file set age_estimated = false where code = '" + code + "'";
        transactions.doAs(worker, () -> jdbc.sql(known).update());
    }

    @Test
    void anEstimateStaysOneWhereNothingIsSaidOfIt() {
        String code = opened(SomeChild.handedOver("Baobab", java.time.Instant.parse("2015-11-15T08:00:00Z")))
                .code();
        assertThat(correct(code, aged(12, "CI")).status())
                .as("nothing is changed")
                .isEqualTo(422);
        assertThat(now(code).ageEstimated()).isTrue();
        assertThat(correct(code, aged(13, "CI")).status()).isEqualTo(200);
        assertThat(now(code).ageEstimated()).isTrue();
    }

    @Test
    void noLoginMakesAChildOlder() {
        String code = file("F", 9);
        String older = "update cases.case_file set age_at_rescue = 17 where code = '" + code + "'";
        assertThatThrownBy(() ->
                        transactions.doAs(supervisor, () -> jdbc.sql(older).update()))
                .hasStackTraceContaining("cases.age-not-decided");
    }

    /** Who agrees to one field writes no other one with it, nor another value. */
    @Test
    void nothingIsWrittenBesideWhatWasAgreed() {
        String code = file("F", 9);
        assertThat(correct(code, aged(17, "CI")).status()).isEqualTo(202);
        for (String written : List.of(
                "age_at_rescue = 13", "age_at_rescue = 17, nationality = 'ML'", "age_at_rescue = 17, country = 'GH'"))
            assertThatThrownBy(() -> org.akoma.SqlAs.change(
                            supervisor,
                            clock.instant(),
                            "do $$ begin perform access.decide('"
                                    + waiting("AGE", now(code).id()).id()
                                    + "', true, null); insert into cases.correction (id, file_id, fields, recorded_by, recorded_at, sealed) select d.id, d.file_id,"
                                    + " '{age}', d.proposed_by, access.moment(), '\\x00' from access.decision d where d.id = '"
                                    + waiting("AGE", now(code).id()).id() + "'; update cases.case_file set " + written
                                    + " where code = '" + code
                                    + "'; end $$"))
                    .as(written)
                    .hasMessageContaining("cases.not-as-agreed");
    }
}
