package org.akoma.protection.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.identity.AppointGuardian;
import org.akoma.protection.identity.Guardian;
import org.akoma.protection.overview.AssignCase;
import org.akoma.protection.overview.Assignments;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A no to press, pictures or evaluation holds at every age: a new yes is heard by another person and confirmed by a supervisor ({@code requirements.md 2.6}). */
class NewYesIT extends CareHouse {

    private static final String NO = "2015-11-16T06:05:00Z";
    private static final String NEW_YES = "2016-01-04T07:30:00Z";

    @Autowired
    Assignments assignments;

    private static String at(String code) {
        return "/api/v1/cases/" + code + "/consents";
    }

    private Answer say(Actor who, String code, Map<String, Object> answer) {
        return api(who.username()).post(at(code), answer);
    }

    private static Map<String, Object> json(String status, String by, String purpose, String moment) {
        Map<String, Object> answer = SomeConsent.json(status, by, moment);
        answer.putAll(Map.of("id", Ids.next().toString(), "purpose", purpose));
        return answer;
    }

    private boolean allowed(String code, String purpose) {
        CaseFile file = now(code);
        return transactions.as(supervisor, () -> consents.allows(file, Consent.Purpose.valueOf(purpose)));
    }

    private String refused(int age, String purpose) {
        String code = file("F", age);
        guarded(code);
        if (age < 6) weighed(code);
        Answer no = say(worker, code, json("REFUSED", age < 6 ? "GUARDIAN" : "CHILD", purpose, NO));
        assertThat(no.status()).as(no.body()).isEqualTo(201);
        return code;
    }

    private static String yes(int age) {
        return age < 6
                ? "GUARDIAN_AFTER_BEST_INTERESTS"
                : age < 12
                        ? "CHILD_ASSENT_AND_GUARDIAN"
                        : age < 15 ? "CHILD_INFORMED_ASSENT_AND_GUARDIAN" : "CHILD_CONSENT_AND_GUARDIAN";
    }

    private long bells(Actor who) throws java.sql.SQLException {
        return SqlAs.number(who, clock.instant(), "select count(*) from notices.bell where kind = 'task'");
    }

    private Actor colleague(String code) {
        Actor other = actor(person(Role.CASE_WORKER, ngo, null, supervisor.personId()));
        done(assignments.assign(supervisor, code, new AssignCase(other.username())));
        return other;
    }

    private UUID asked(Map<String, Object> yes) {
        UUID id = UUID.fromString(String.valueOf(yes.get("id")));
        return transactions.as(
                supervisor,
                () -> decisions.waiting(NewYes.KIND, id).orElseThrow().id());
    }

    private Answer verdict(Actor who, UUID decision, boolean agreed) {
        return api(who.username())
                .post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", agreed, "reason", "Vu avec elle"));
    }

    /** Seven weeks later as in the same hour: nobody alone lifts it, by the API, the page or a statement. */
    @ParameterizedTest
    @CsvSource({"4, PHOTO", "9, MEDIA", "13, EVALUATION_INTERVIEW", "16, MEDIA"})
    void nobodyAloneLiftsIt(int age, String purpose) {
        String code = refused(age, purpose);
        Instant begun = clock.instant();
        for (Duration later : new Duration[] {Duration.ZERO, Duration.ofDays(49)}) {
            clock.moveTo(begun.plus(later));
            String moment = clock.instant().minusSeconds(60).toString();
            Answer typed = say(worker, code, json("GIVEN", yes(age), purpose, moment));
            assertThat(typed.status()).isEqualTo(422);
            assertThat(typed.body()).contains("cases.consent-yes-to-another");
            for (Actor one : new Actor[] {worker, supervisor})
                assertThatThrownBy(() -> SqlAs.change(one, clock.instant(), """
                                insert into cases.consent (id, file_id, purpose, status, given_by, at, language, explained, explained_by, recorded_by, recorded_at)
                                select gen_random_uuid(), id, '%s', 'GIVEN', '%s', access.moment(), 'fr', '{%s}', access.actor(), access.actor(), access.moment()
                                  from cases.case_file where code = '%s'
                                """.formatted(
                                        purpose, yes(age), String.join(",", SomeConsent.TOLD), code)))
                        .hasMessageContaining("cases.consent-no-holds");
            assertThat(allowed(code, purpose)).isFalse();
        }
        Map<String, Object> heard = json("GIVEN", yes(age), purpose, NEW_YES);
        Answer waits = say(supervisor, code, heard);
        assertThat(waits.status()).as(waits.body()).isEqualTo(202);
        assertThat(verdict(supervisor, asked(heard), true).status())
                .as("who heard it does not confirm it")
                .isEqualTo(403);
        assertThat(allowed(code, purpose)).isFalse();
        assertThat(api(worker.username())
                        .get(at(code))
                        .json()
                        .path("current")
                        .path(purpose)
                        .asString())
                .isEqualTo("REFUSED");
    }

    /** Who named the guardian says no yes to the press in the child's name alone, by the API or a statement: a supervisor sees who named whom, and decides. */
    @ParameterizedTest
    @CsvSource({"9", "13", "16"})
    void nobodyAloneSaysYesToThePress(int age) {
        String code = file("F", age);
        done(guardians.appoint(
                worker,
                code,
                new AppointGuardian(
                        Ids.next(), Guardian.Kind.APPOINTED, LocalDate.parse("2015-11-16"), "Moi-même", null, null)));
        clock.moveTo(clock.instant().plusSeconds(60));
        String moment = clock.instant().minusSeconds(30).toString();
        for (Actor one : new Actor[] {worker, supervisor})
            assertThatThrownBy(() -> SqlAs.change(
                            one, clock.instant(), """
                            insert into cases.consent (id, file_id, purpose, status, given_by, at, language, explained, explained_by, recorded_by, recorded_at)
                            select gen_random_uuid(), id, 'MEDIA', 'GIVEN', '%s', access.moment(), 'fr', '{%s}', access.actor(), access.actor(), access.moment()
                              from cases.case_file where code = '%s'
                            """.formatted(yes(age), String.join(",", SomeConsent.TOLD), code)))
                    .hasMessageMatching("(?s).*cases.(consent-press-by-two|worker-writes-this).*");
        Map<String, Object> heard = json("GIVEN", yes(age), "MEDIA", moment);
        assertThat(say(worker, code, heard).status()).isEqualTo(202);
        assertThat(verdict(worker, asked(heard), true).status()).isEqualTo(403);
        assertThat(allowed(code, "MEDIA")).isFalse();
        assertThat(browser(supervisor.username())
                        .get("/decisions/" + asked(heard) + "?lang=fr")
                        .body())
                .contains("Moi-même", "noté par " + worker.code())
                .doesNotContain("??");
        assertThat(verdict(supervisor, asked(heard), true).status()).isEqualTo(200);
        assertThat(allowed(code, "MEDIA")).isTrue();
        assertThat(say(worker, code, json("WITHDRAWN", "CHILD", "MEDIA", moment))
                        .status())
                .isEqualTo(201);
        assertThat(allowed(code, "MEDIA")).isFalse();
    }

    @Test
    void aColleagueHearsItAndTheSupervisorConfirmsIt() throws java.sql.SQLException {
        String code = refused(9, "MEDIA");
        Actor other = colleague(code);
        clock.moveTo(MORNING.plus(Duration.ofDays(49)));
        long hadNo = bells(worker);
        Map<String, Object> heard = json("GIVEN", yes(9), "MEDIA", NEW_YES);
        heard.put("words", "Elle veut qu’on voie son école");
        assertThat(say(other, code, heard).status()).isEqualTo(202);
        assertThat(say(other, code, heard).status()).as("sent again").isEqualTo(202);
        assertThat(bells(worker)).as("who recorded the no hears of it").isEqualTo(hadNo + 1);
        assertThat(say(other, code, json("GIVEN", yes(9), "MEDIA", NEW_YES)).body())
                .contains("cases.consent-yes-waits");
        assertThat(browser(other.username())
                        .get("/cases/" + code + "/consents?lang=fr")
                        .body())
                .contains("Oui à confirmer")
                .doesNotContain("??");
        UUID decision = asked(heard);
        assertThat(verdict(worker, decision, true).status()).isBetween(400, 499);
        assertThat(browser(supervisor.username())
                        .get("/decisions/" + decision + "?lang=fr")
                        .body())
                .contains(
                        "Elle veut qu’on voie son école",
                        "le veut de lui-même",
                        "Répond de l’enfant",
                        "Sa tante",
                        "noté par")
                .doesNotContain("??");
        assertThat(allowed(code, "MEDIA")).isFalse();
        Answer agreed = verdict(supervisor, decision, true);
        assertThat(agreed.status()).as(agreed.body()).isEqualTo(200);
        assertThat(allowed(code, "MEDIA")).isTrue();
        assertThat(bells(worker)).isEqualTo(hadNo + 2);
        var history = api(other.username()).get(at(code)).json().path("history").get(0);
        assertThat(history.path("recordedBy").asString()).isEqualToIgnoringCase(other.username());
        assertThat(history.path("words").asString()).isEqualTo("Elle veut qu’on voie son école");
        Answer back = say(other, code, json("WITHDRAWN", "CHILD", "MEDIA", "2016-01-04T07:59:00Z"));
        assertThat(back.status())
                .as("taken back at once, by one: " + back.body())
                .isEqualTo(201);
        assertThat(allowed(code, "MEDIA")).isFalse();
    }

    /** Refused, overtaken by another no, or to be confirmed by who recorded the no: the no holds. */
    @Test
    void theNoHoldsWhereTheNewYesIsNotConfirmed() {
        String refusedOne = refused(9, "PHOTO");
        String code = file("F", 13);
        guarded(code);
        Actor other = colleague(code);
        supervisor = alsoWorker(supervisor);
        assertThat(say(supervisor, code, json("REFUSED", "CHILD", "PHOTO", NO)).status())
                .isEqualTo(201);
        clock.moveTo(MORNING.plus(Duration.ofDays(49)));
        Map<String, Object> heard = json("GIVEN", yes(13), "PHOTO", NEW_YES);
        assertThat(say(other, code, heard).status()).isEqualTo(202);
        UUID decision = asked(heard);
        assertThat(verdict(supervisor, decision, true).body()).contains("access.decision-own");
        assertThat(say(other, code, json("REFUSED", "CHILD", "PHOTO", "2016-01-04T07:45:00Z"))
                        .status())
                .isEqualTo(201);
        assertThat(transactions.as(
                        other, () -> decisions.find(decision).orElseThrow().waits()))
                .isFalse();
        assertThat(allowed(code, "PHOTO")).isFalse();
        Actor third = colleague(refusedOne);
        Map<String, Object> again = json("GIVEN", yes(9), "PHOTO", NEW_YES);
        assertThat(say(third, refusedOne, again).status()).isEqualTo(202);
        UUID second = asked(again);
        assertThat(verdict(supervisor, second, false).status()).isEqualTo(200);
        assertThat(allowed(refusedOne, "PHOTO")).isFalse();
        assertThat(browser(third.username())
                        .get("/cases/" + refusedOne + "/consents/new?again=" + second)
                        .body())
                .contains("value=\"" + yes(9) + "\"");
    }

    /** What is shown to the supervisor and what would be recorded are one: another record under the same words is not agreed to. */
    @Test
    void whatIsAgreedToIsWhatWasShown() throws java.sql.SQLException {
        String code = refused(9, "MEDIA");
        Actor other = colleague(code);
        clock.moveTo(MORNING.plus(Duration.ofDays(49)));
        UUID straight = Ids.next();
        UUID subject = Ids.next();
        String ask = """
                do $$ begin
                  perform access.propose('%s', 'NEW_YES', '%s', '%s', 1, '{}'::uuid[], null, %s);
                  perform access.propose_record('%s', '{"purpose":"MEDIA","given_by":"CHILD_ASSENT_AND_GUARDIAN","at":"2016-01-04T07:00:00Z"}');
                end $$""";
        UUID file = now(code).id();
        assertThatThrownBy(() ->
                        SqlAs.change(other, clock.instant(), ask.formatted(straight, file, subject, "null", straight)))
                .hasMessageContaining("access.nothing-proposed");
        SqlAs.change(other, clock.instant(), ask.formatted(straight, file, subject, "'\\x00'", straight));
        for (Actor reader : new Actor[] {other, supervisor}) {
            assertThat(browser(reader.username())
                            .get("/cases/" + code + "/consents")
                            .status())
                    .isEqualTo(200);
            assertThat(api(reader.username())
                            .get("/api/v1/cases/" + code + "/consents")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(verdict(supervisor, straight, true).status()).isEqualTo(422);
        assertThat(allowed(code, "MEDIA")).isFalse();
        assertThat(verdict(supervisor, straight, false).status()).isEqualTo(200);
    }
}
