package org.akoma.protection.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.akoma.Answer;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.consent.Consent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who is rung about a referral and when: received, answered, ended by the child's no, and silent for too long (T13). */
class ReferralCallsIT extends ReferralHouse {

    @Autowired
    ReferralCalls calls;

    /** Every project manager is called, so what other tests left unanswered is called before: for each moment that these tests look at. */
    @BeforeEach
    void whatOthersLeftSilentIsCalledFirst() {
        Instant now = clock.instant();
        for (Duration later : List.of(
                Duration.ofHours(24).minusMinutes(1),
                Duration.ofHours(24).plusMinutes(1),
                Duration.ofHours(48).plusMinutes(1),
                Duration.ofDays(3),
                Duration.ofDays(4),
                Duration.ofDays(8))) {
            at(later);
            calls.pass();
        }
        clock.moveTo(now);
    }

    private long rung(Actor who) {
        return api(who.username())
                .get("/api/v1/notices?limit=50")
                .json()
                .path("items")
                .valueStream()
                .filter(bell -> bell.path("kind").asString().equals("referral"))
                .count();
    }

    private void at(Duration later) {
        clock.moveTo(MORNING.plus(later));
    }

    @Test
    void silenceComesToTheSupervisorAtTheLimitAndToTheManagerAtTwiceTheLimitOnceEach() throws Exception {
        Actor manager = actor(person(Role.PROJECT_MANAGER, ngo));
        Actor stranger = actor(person(Role.CASE_SUPERVISOR, ngo));
        Referral silent = sent(Section.HEALTH); // urgent: 24 h
        assertThat(rung(nurse)).as("it was received").isEqualTo(1);
        at(Duration.ofHours(24).minusMinutes(1));
        calls.pass();
        assertThat(rung(supervisor)).isZero();
        at(Duration.ofHours(24).plusMinutes(1));
        try (var copies = Executors.newFixedThreadPool(2)) {
            Callable<Object> copy = calls::pass;
            for (var done : copies.invokeAll(List.of(copy, copy))) done.get();
        }
        calls.pass();
        assertThat(rung(supervisor)).as("once, though two copies looked").isEqualTo(1);
        assertThat(rung(manager)).isZero();
        assertThat(api(supervisor.username())
                        .get("/api/v1/tasks?kind=referrals.silence")
                        .json()
                        .path("items"))
                .hasSize(1);
        at(Duration.ofHours(48).plusMinutes(1));
        calls.pass();
        calls.pass();
        assertThat(rung(manager)).isEqualTo(1);
        assertThat(browser(manager.username())
                        .get("/referrals/" + silent.code() + "?lang=fr")
                        .body())
                .contains("qui appeler", "Doit répondre", "A orienté l’enfant", worker.code(), "annuaire")
                .doesNotContain("action=\"/referrals/");
        assertThat(browser(nurse.username())
                        .get("/referrals/" + silent.code() + "?lang=fr")
                        .body())
                .as("who has to answer answers")
                .doesNotContain("qui appeler");
        assertThat(rung(supervisor)).isEqualTo(1);
        assertThat(rung(stranger)).as("not theirs").isZero();
        assertThat(rung(worker)).isZero();
    }

    @Test
    void whoSleptThroughBothLimitsIsCalledForBothAndAnAcknowledgedOneForNone() {
        Actor manager = actor(person(Role.PROJECT_MANAGER, ngo));
        Referral heard = sent(Section.HEALTH);
        done(answers.answer(nurse, heard.code(), AnswerReferral.of(Referral.Step.ACKNOWLEDGE)));
        assertThat(rung(worker)).as("it was answered").isEqualTo(1);
        at(Duration.ofDays(4));
        calls.pass();
        assertThat(rung(supervisor)).isZero();
        assertThat(rung(manager)).isZero();
        done(referrals.send(
                worker,
                file,
                done(referrals.draft(worker, file, draft(clinic, Section.HEALTH)))
                        .id(),
                null));
        at(Duration.ofDays(8));
        calls.pass();
        assertThat(rung(supervisor)).isEqualTo(1);
        assertThat(rung(manager)).isEqualTo(1);
    }

    @Test
    void aConsentTakenBackIsHeardWhereItEndsAReferral() {
        sent(Section.HEALTH);
        at(Duration.ofHours(1));
        consent(Consent.Status.WITHDRAWN);
        assertThat(rung(nurse)).as("received, and ended").isEqualTo(2);
        assertThat(rung(worker)).as("who recorded it knows").isZero();
        at(Duration.ofDays(3));
        calls.pass();
        assertThat(rung(supervisor)).as("nobody waits for it any more").isZero();
    }

    /** What has come to the supervisor and the manager ends with a reason that they read, and they are rung; by API and by SQL. */
    @Test
    void aSilenceThatCameToOthersEndsWithAReason() throws Exception {
        Actor manager = actor(person(Role.PROJECT_MANAGER, ngo));
        Referral silent = sent(Section.HEALTH);
        at(Duration.ofHours(49));
        calls.pass();
        assertThat(rung(supervisor)).isEqualTo(1);
        assertThat(rung(manager)).isEqualTo(1);
        String end = "/api/v1/cases/" + file + "/referrals/" + silent.id() + "/end";
        assertThat(api(worker.username()).post(end, Map.of()).status()).isEqualTo(422);
        assertThat(api(worker.username()).post(end, Map.of()).body()).contains("endReason", "referrals.end-reason");
        for (String sign : List.of(".", "ok", "12345"))
            assertThat(api(worker.username())
                            .post(end, Map.of("endReason", sign))
                            .body())
                    .as("no reason: " + sign)
                    .contains("endReason", "form.few-words");
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> SqlAs.change(worker, clock.instant(), """
                update referrals.referral set ended_at = access.moment(), ended_by = access.actor(), closed_at = access.moment(), version = version + 1
                 where id = '%s'""".formatted(silent.id())))
                .hasMessageContaining("referrals.end-reason");
        assertThat(browser(worker.username())
                        .get("/referrals/" + silent.code() + "?lang=fr")
                        .body())
                .contains("name=\"endReason\"");
        assertThat(api(worker.username())
                        .post(end, Map.of("endReason", "Le centre est fermé"))
                        .status())
                .isEqualTo(200);
        assertThat(rung(supervisor)).isEqualTo(2);
        assertThat(rung(manager)).isEqualTo(2);
        assertThat(browser(supervisor.username())
                        .get("/referrals/" + silent.code() + "?lang=fr")
                        .body())
                .contains("Le centre est fermé");
    }

    /** A colleague to whom the supervisor gave the family to write. */
    private Actor beside() {
        String colleague = person(Role.CASE_WORKER, ngo);
        Answer shared = api(supervisor.username())
                .post(
                        "/api/v1/cases/" + file + "/grants",
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
        return actor(colleague);
    }

    /** A no and then a yes that another person recorded: the supervisor is rung, and the referral says so. */
    @Test
    void aYesAfterANoIsHeard() throws Exception {
        agree(ngo, clinic, Section.HEALTH);
        consent(Consent.Status.REFUSED);
        Actor colleague = beside();
        long before = api(supervisor.username())
                .get("/api/v1/notices?limit=50")
                .json()
                .path("items")
                .size();
        clock.moveTo(MORNING.plus(Duration.ofHours(1)));
        consent(colleague, Consent.Status.GIVEN);
        Referral sent = done(referrals.draft(worker, file, draft(clinic, Section.HEALTH)));
        assertThat(api(supervisor.username())
                        .get("/api/v1/notices?limit=50")
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(before + 1);
        done(referrals.send(worker, file, sent.id(), null));
        assertThat(browser(supervisor.username())
                        .get("/referrals/" + sent.code() + "?lang=fr")
                        .body())
                .contains(
                        "Le partage a été refusé le",
                        "noté par " + worker.username().toUpperCase(java.util.Locale.ROOT));
        assertThat(browser(nurse.username())
                        .get("/referrals/" + sent.code() + "?lang=fr")
                        .body())
                .doesNotContain("Le partage a été refusé");
    }

    @Test
    void theLoginThatCallsSeesNoReferral() throws Exception {
        try (var door = TestDatabase.connectAs(Compartment.ADMINISTRATION.login())) {
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> door.createStatement().executeQuery("select * from referrals.referral"))
                    .hasMessageContaining("permission denied");
        }
        try (var care = TestDatabase.connectAs(Compartment.PROTECTION.login())) {
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> care.createStatement().executeQuery("select referrals.call(now())"))
                    .hasMessageContaining("permission denied");
        }
    }
}
