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
        Answer data = fetch(officer, number, "data");
        assertThat(data.status()).isEqualTo(200);
        assertThat(data.body())
                .as("whom to call, and nobody who works with the child")
                .contains("CASE_SUPERVISOR", ngo.code(), "telephone")
                .doesNotContain(worker.code().toUpperCase(java.util.Locale.ROOT), worker.code());
        assertThat(browser(custodian.username())
                        .get("/decisions/" + decision(number, "DISCLOSURE_DATA") + "?lang=fr")
                        .body())
                .contains("Ceci est déjà parti", "L’annuaire n’en a pas")
                .as("whom to call is known: only the number is not")
                .doesNotContain("inconnu du dossier");
        assertThat(browser(custodian.username()).get("/").body())
                .as("its review is of today, on the first page")
                .contains("/decisions/" + decision(number, "DISCLOSURE_DATA"));
        assertThat(browser(custodian.username()).get("/decisions?lang=fr").body())
                .containsPattern(number + "[\\s\\S]{0,900}Danger de mort");
        assertThat(custodianSays(custodian, number, true).status()).isEqualTo(200);
        assertThat(owner("select review from disclosure.request where number = '" + number + "'"))
                .isEqualTo("RIGHT");
        assertThat(state(number)).isEqualTo("GIVEN");
    }

    /** What leaves is read before the word, and kept with the file after it; a number is typed where the directory has none, and read by the review. */
    @Test
    void whoDecidesReadsWhatLeavesAndSaysWhomToCall() {
        String number = askedAtOnce(officer, "NAME", "CONTACT", "LAST_SEEN");
        String before = browser(supervisor.username())
                .get("/cases/" + code + "/police?lang=fr")
                .body();
        assertThat(before)
                .contains("Ce qui partirait", "connu, masqué", "aucun numéro", "/directory/" + ngo.code())
                .doesNotContain("Kouassi");
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/police?lang=fr")
                        .body())
                .doesNotContain("Ce qui partirait", "/directory/" + ngo.code());
        // never where two people agree: the other one would not have read it
        String typed = "disclosure.prepare('" + id(number) + "', 'x', sha256('x'), ";
        assertThat(answer(supervisor, "select " + typed + "false, null, '{}', '0707070707')"))
                .isEqualTo("NOT_TYPED");
        assertThat(answer(supervisor, "select " + typed + "true, null, '{}', 'chez sa tante')"))
                .contains("given_telephone");
        assertThat(refusal(worker, "select disclosure.outline_given('" + id(number) + "')"))
                .contains("permission denied");
        Answer said = api(supervisor.username())
                .post(
                        at("/" + id(number) + "/decision"),
                        Map.of("word", "AT_ONCE", "reason", "Lu avec elle", "telephone", "+225 07 07 07 07"));
        assertThat(said.status()).as(said.body()).isEqualTo(200);
        assertThat(fetch(officer, number, "data").body()).contains("+225 07 07 07 07");
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/police?lang=fr")
                        .body())
                .contains("Ce que dit le document", "+225 07 07 07 07")
                .doesNotContain("Kouassi");
        for (String page :
                java.util.List.of("/decisions/" + decision(number, "DISCLOSURE_DATA"), "/disclosures/" + number))
            assertThat(browser(custodian.username()).get(page + "?lang=fr").body())
                    .as(page)
                    .contains("+225 07 07 07 07", "inconnu du dossier")
                    .doesNotContain("Kouassi", code);
        assertThat(answer(worker, "select disclosure.facts_given('" + id(number) + "') is null"))
                .isEqualTo("t");
        assertThat(refusal(officer, "select disclosure.facts_given('" + id(number) + "')"))
                .contains("permission denied");
    }

    /** Before what was asked earlier, on every list of those who decide (docs/decisions/danger-first.md). */
    @Test
    void dangerToLifeComesFirstForWhoDecides() {
        String child = code;
        String other = received(slip(2), "LE-V-02");
        Map<String, Object> calm = wanted("NAME");
        calm.put("victim", "LE-V-02");
        String ordinary = ask(colleague, calm).json().path("number").asString();
        clock.moveTo(MORNING.plus(Duration.ofHours(1)));
        String danger = askedAtOnce(officer, "NAME");
        String first = decision(danger, "DISCLOSURE_FILE");
        String second = decision(ordinary, "DISCLOSURE_FILE");
        clock.moveTo(MORNING.plus(Duration.ofHours(3)));
        assertThat(api(supervisor.username())
                        .get("/api/v1/tasks")
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo(first);
        for (String page : java.util.List.of("/", "/tasks", "/decisions")) {
            String body = browser(supervisor.username()).get(page).body();
            assertThat(body).as(page).contains("/decisions/" + first, "/decisions/" + second);
            assertThat(body.indexOf("/decisions/" + first)).as(page).isLessThan(body.indexOf("/decisions/" + second));
        }
        assertThat(api(supervisor.username())
                        .get("/api/v1/decisions")
                        .json()
                        .path("waiting")
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo(first);
        assertThat(browser(custodian.username()).get("/").body())
                .contains("/decisions/" + decision(danger, "DISCLOSURE_DATA"))
                .doesNotContain(child, other);
        for (Actor one : java.util.List.of(supervisor, custodian))
            assertThat(owner("select kind from notices.bell where person_id = '" + one.personId()
                            + "' order by kind = 'alert' desc limit 1"))
                    .isEqualTo("alert");
        String list = browser(custodian.username()).get("/disclosures").body();
        assertThat(list.indexOf(danger)).isLessThan(list.indexOf(ordinary));
        assertThat(answer(worker, "select count(*) from cases.decisions_to_make() where place is not null"))
                .isEqualTo("0");
    }

    /** The worker, the supervisor, the data protection officer and who asked read the judgement; the worker's task says what is to be done now. */
    @Test
    void whoMustKnowReadsThatItWasWrong() {
        String number = askedAtOnce(officer, "NAME");
        assertThat(supervisorSays(supervisor, number, "AT_ONCE").status()).isEqualTo(200);
        assertThat(fetch(officer, number, "data").status()).isEqualTo(200);
        String reason = "La base légale ne suffit pas";
        Answer judged = browser(custodian.username())
                .post(
                        "/decisions/" + decision(number, "DISCLOSURE_DATA") + "/verdict",
                        "agreed",
                        "false",
                        "reason",
                        reason);
        assertThat(judged.location()).as("the incident is the next step").startsWith("/disclosures/" + number);
        assertThat(browser(custodian.username()).get(judged.location()).body()).contains("/incidents/new");
        for (Actor one : java.util.List.of(worker, supervisor)) {
            assertThat(browser(one.username())
                            .get("/cases/" + code + "/police?lang=fr")
                            .body())
                    .as(one.code())
                    .contains(reason, "pas confirmé cet envoi immédiat", "/incidents/new")
                    .doesNotContain("??", "LE-V-01");
            assertThat(api(one.username()).get(at("")).body()).contains(reason, "NOT_RIGHT");
            assertThat(browser(one.username()).get("/notices").body())
                    .contains("/cases/" + code + "/police#h-" + number);
        }
        assertThat(browser(custodian.username())
                        .get("/disclosures/" + number + "?lang=fr")
                        .body())
                .contains(reason, "/incidents/new")
                .doesNotContain(code);
        String police = browser(officer.username())
                .get("/disclosures/" + number + "?lang=fr")
                .body();
        assertThat(police).contains("pas confirmé cet envoi immédiat").doesNotContain("/incidents/new", code);
        String tasks = api(worker.username()).get("/api/v1/tasks?limit=500").body();
        assertThat(tasks).contains("disclosure.tell-wrong").doesNotContain("disclosure.tell-child");
        Actor stranger = actor(person(Role.CASE_WORKER, ngo));
        assertThat(answer(
                        stranger,
                        "select count(*) from access.decision where kind = 'DISCLOSURE_DATA' and subject = '"
                                + id(number) + "'"))
                .isEqualTo("0");
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

    /** Nor by another officer, where the same supervisor lets it leave: two who agree among themselves do not empty the files of a structure. */
    @Test
    void oneSupervisorLetsOneLeaveAtATime() {
        String other = received(slip(2), "LE-V-02");
        String number = askedAtOnce(officer, "NAME");
        assertThat(supervisorSays(supervisor, number, "AT_ONCE").status()).isEqualTo(200);
        String mine = code;
        code = other;
        Map<String, Object> next = wanted("NAME");
        next.put("victim", "LE-V-02");
        next.put("urgency", "LIFE_DANGER");
        next.put("danger", "Un autre homme l’attend devant le centre");
        String second = ask(colleague, next).json().path("number").asString();
        assertThat(supervisorSays(supervisor, second, "AT_ONCE").body()).contains("disclosure.not-at-once");
        assertThat(answer(
                        supervisor,
                        "select disclosure.prepare('" + id(second) + "', 'x', sha256('x'), true, null, '{}', null)"))
                .isEqualTo("NOT_AT_ONCE");
        code = mine;
        assertThat(custodianSays(custodian, number, false).status()).isEqualTo(200);
        code = other;
        assertThat(supervisorSays(supervisor, second, "AT_ONCE").body())
                .as("nor after one that was not right")
                .contains("disclosure.not-at-once");
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
        assertThat(owner("select disclosure.due(id, proposed_at) = proposed_at + interval '72 hours' from"
                        + " access.decision where id = '"
                        + decision(number, "DISCLOSURE_DATA") + "'"))
                .isEqualTo("t");
        clock.moveTo(MORNING.plus(Duration.ofHours(74)));
        round.go();
        assertThat(owner("select late_at is null from disclosure.request where number = '" + number + "'"))
                .isEqualTo("f");
    }
}
