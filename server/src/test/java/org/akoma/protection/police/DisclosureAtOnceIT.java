package org.akoma.protection.police;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.Test;

/** Where life is in danger the supervisor alone lets it leave, and the data protection officer reviews that within a day (requirements.md 2.4, T15). */
class DisclosureAtOnceIT extends PoliceRequestHouse {

    @Test
    void theSupervisorLetsItLeaveAndTheOtherOneReviews() {
        String number = askedAtOnce(officer, "NAME", "CONTACT");
        int before = rung(custodian);
        Answer said = supervisorSays(supervisor, number, "AT_ONCE");
        assertThat(said.status()).as(said.body()).isEqualTo(200);
        assertThat(said.json().path("consent").asString()).isEqualTo("DANGER");
        assertThat(rung(custodian)).isGreaterThan(before);
        assertThat(fetch(officer, number, "data").status()).isEqualTo(200);
        assertThat(browser(custodian.username())
                        .get("/decisions/" + decision(number, "DISCLOSURE_DATA") + "?lang=fr")
                        .body())
                .contains("Ceci est déjà parti");
        assertThat(custodianSays(custodian, number, true).status()).isEqualTo(200);
        assertThat(owner("select review from disclosure.request where number = '" + number + "'"))
                .isEqualTo("RIGHT");
        assertThat(state(number)).isEqualTo("GIVEN");
    }

    @Test
    void whatWasNotRightIsStoppedAndRings() {
        String number = askedAtOnce(officer, "NAME");
        assertThat(supervisorSays(supervisor, number, "AT_ONCE").status()).isEqualTo(200);
        int worker = rung(this.worker);
        int supervisor = rung(this.supervisor);
        int officer = rung(this.officer);
        assertThat(custodianSays(custodian, number, false).status()).isEqualTo(200);
        assertThat(state(number)).isEqualTo("STOPPED");
        assertThat(owner("select review from disclosure.request where number = '" + number + "'"))
                .isEqualTo("NOT_RIGHT");
        assertThat(fetch(this.officer, number, "paper").status()).isEqualTo(404);
        assertThat(owner("select sealed is null from disclosure.given where request_id = '" + id(number) + "'"))
                .isEqualTo("t");
        assertThat(rung(this.worker)).isGreaterThan(worker);
        assertThat(rung(this.supervisor)).isGreaterThan(supervisor);
        assertThat(rung(this.officer)).isGreaterThan(officer);
        Map<String, Object> again = wanted("NAME");
        again.put("urgency", "LIFE_DANGER");
        again.put("danger", "Toujours la même menace, chaque matin");
        assertThat(ask(this.officer, again).body()).contains("disclosure.news-missing");
    }

    /** The police alone, the worker, or the data protection officer do not let it leave; nor does a supervisor whom nobody told of a danger. */
    @Test
    void dangerIsNoWayAroundTheSecondPerson() {
        String number = askedAtOnce(officer, "NAME");
        assertThat(fetch(officer, number, "data").status()).isEqualTo(404);
        assertThat(supervisorSays(worker, number, "AT_ONCE").status()).isEqualTo(403);
        assertThat(custodianSays(custodian, number, true).status()).isEqualTo(200);
        assertThat(state(number)).isEqualTo("WAITING");
        assertThat(supervisorSays(supervisor, number, "AGREE").body()).contains("disclosure.child-not-asked");
        assertThat(supervisorSays(supervisor, number, "AT_ONCE").status()).isEqualTo(200);
        assertThat(state(number)).isEqualTo("GIVEN");
        assertThat(owner("select at_once from disclosure.request where number = '" + number + "'"))
                .as("both agreed")
                .isEqualTo("f");
    }

    @Test
    void anOrdinaryRequestNeverLeavesAtOnce() {
        consent("GIVEN");
        String number = asked("NAME");
        assertThat(supervisorSays(supervisor, number, "AT_ONCE").body()).contains("disclosure.not-at-once");
        assertThat(answer(supervisor, "select disclosure.prepare('" + id(number) + "', 'x', sha256('x'), true)"))
                .isEqualTo("NOT_AT_ONCE");
        assertThat(refusal(
                        officer,
                        "select disclosure.ask('" + Ids.next() + "', '" + operation.code() + "', '" + VICTIM
                                + "', 'HEARING', 'LIFE_DANGER', '{NAME}', 'ORDINARY', 'x', false)"))
                .isEmpty();
        assertThat(answer(
                        officer,
                        "select disclosure.ask('" + Ids.next() + "', '" + operation.code() + "', '" + VICTIM
                                + "', 'HEARING', 'LIFE_DANGER', '{NAME}', 'ORDINARY', 'x', false)"))
                .isEqualTo("WAITS");
    }

    /** As long as one is not reviewed, no other one of the same person leaves at once; nor after one that was not right. */
    @Test
    void oneDangerAtATime() {
        String other = received(slip(2), "LE-V-02");
        String number = askedAtOnce(officer, "NAME");
        assertThat(supervisorSays(supervisor, number, "AT_ONCE").status()).isEqualTo(200);
        String mine = code;
        code = other;
        Map<String, Object> next = wanted("NAME");
        next.put("victim", "LE-V-02");
        next.put("urgency", "LIFE_DANGER");
        next.put("danger", "Le même recruteur menace aussi celui-ci");
        String second = ask(officer, next).json().path("number").asString();
        assertThat(supervisorSays(supervisor, second, "AT_ONCE").body()).contains("disclosure.not-at-once");
        code = mine;
        assertThat(custodianSays(custodian, number, false).status()).isEqualTo(200);
        code = other;
        assertThat(supervisorSays(supervisor, second, "AT_ONCE").body()).contains("disclosure.not-at-once");
    }

    /** Who asked does not take the review back, nor does anybody replace the request to decide. */
    @Test
    void theReviewStays() {
        String number = askedAtOnce(officer, "NAME");
        assertThat(supervisorSays(supervisor, number, "AT_ONCE").status()).isEqualTo(200);
        String review = decision(number, "DISCLOSURE_DATA");
        assertThat(answer(officer, "select access.withdraw('" + review + "')")).isEqualTo("FORBIDDEN");
        assertThat(api(officer.username())
                        .post("/api/v1/disclosures/" + number + "/withdrawal", Map.of())
                        .body())
                .contains("disclosure.not-waiting");
        assertThat(refusal(
                        officer,
                        "select access.propose('" + Ids.next() + "', 'DISCLOSURE_DATA', null, '" + id(number)
                                + "', 1, '{}', null, null)"))
                .contains("disclosure.");
        assertThat(owner("select state from access.decision where id = '" + review + "'"))
                .isEqualTo("WAITING");
    }

    @Test
    void whatNobodyReviewsInTimeRings() {
        Actor manager = actor(person(Role.PROJECT_MANAGER, ngo));
        String number = askedAtOnce(officer, "NAME");
        assertThat(supervisorSays(supervisor, number, "AT_ONCE").status()).isEqualTo(200);
        clock.moveTo(MORNING.plus(Duration.ofHours(24)));
        round.go();
        assertThat(owner("select late_at is null from disclosure.request where number = '" + number + "'"))
                .isEqualTo("t");
        clock.moveTo(MORNING.plus(Duration.ofHours(26)));
        int before = rung(manager);
        round.go();
        assertThat(owner("select late_at is null from disclosure.request where number = '" + number + "'"))
                .isEqualTo("f");
        assertThat(rung(manager)).isGreaterThan(before);
    }

    /** 72 hours. */
    @Test
    void whatNobodyDecidesInTimeRings() {
        String number = asked("NAME");
        assertThat(owner(
                        "select disclosure.due(id, proposed_at) = proposed_at + interval '72 hours' from access.decision where id = '"
                                + decision(number, "DISCLOSURE_DATA") + "'"))
                .isEqualTo("t");
        clock.moveTo(MORNING.plus(Duration.ofHours(74)));
        round.go();
        assertThat(owner("select late_at is null from disclosure.request where number = '" + number + "'"))
                .isEqualTo("f");
    }
}
