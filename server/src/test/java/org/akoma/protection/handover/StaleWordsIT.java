package org.akoma.protection.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.junit.jupiter.api.Test;

/** Nobody decides about a hand-over on what was true before: an older answer of the child, an older list, an older letter. */
class StaleWordsIT extends HandoverHouse {

    private Answer asksMinimum(String id) {
        return api(supervisor.username())
                .post(
                        at("/" + id + "/minimum"),
                        Map.of("basis", "BEST_INTERESTS", "minimumWhy", "Elle vit seule chez un inconnu"));
    }

    private Answer sends(String id) {
        return api(supervisor.username()).post(at("/" + id + "/sending"), Map.of("why", WHY));
    }

    @Test
    void theOfficerReadsWhatTheChildSaidLast() {
        consent("NOT_OBTAINABLE");
        String id = propose(supervisor).json().path("id").asString();
        consent("REFUSED");
        assertThat(asksMinimum(id).status()).isEqualTo(200);
        String decision = waiting(custodian, code);
        assertThat(browser(custodian.username())
                        .get("/decisions/" + decision + "?lang=fr")
                        .body())
                .contains("Refusé")
                .doesNotContain("Impossible à recueillir");
    }

    @Test
    void aNoThatComesAfterTheRequestEndsIt() throws SQLException {
        consent("NOT_OBTAINABLE");
        String id = propose(supervisor).json().path("id").asString();
        assertThat(asksMinimum(id).status()).isEqualTo(200);
        String decision = waiting(custodian, code);
        consent("REFUSED");
        Answer agreed =
                api(custodian.username()).post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true));
        assertThat(agreed.body()).contains("handover.answer-changed");
        assertThat(LoginSql.refusal(custodian, clock.instant(), "select access.decide('" + decision + "', true, null)"))
                .contains("handover.answer-changed");
    }

    @Test
    void aNoThatComesAfterTheAgreementEndsIt() {
        consent("NOT_OBTAINABLE");
        String id = propose(supervisor).json().path("id").asString();
        assertThat(asksMinimum(id).status()).isEqualTo(200);
        assertThat(verdict(custodian, waiting(custodian, code), true)).isEqualTo(200);
        consent("REFUSED");
        assertThat(sends(id).body()).contains("handover.still-blocked");
        assertThat(asksMinimum(id).status()).as("asked anew, with the no").isEqualTo(200);
        assertThat(sends(id).body()).contains("handover.still-blocked");
        assertThat(verdict(custodian, waiting(custodian, code), true)).isEqualTo(200);
        assertThat(sends(id).status()).isEqualTo(200);
        consent("WITHDRAWN");
        assertThat(reply(officer, id, true).status()).isNotEqualTo(200);
        assertThat(reads(officer, "/identity")).isNotEqualTo(200);
    }

    @Test
    void aChildWhoWasNeverAskedIsAskedFirst() {
        String id = propose(supervisor).json().path("id").asString();
        assertThat(asksMinimum(id).body()).contains("handover.ask-the-child");
    }

    /** The day on which the child said it is typed: a no is dated before the answer that both know. */
    @Test
    void aNoWithAnEarlierDayIsNoLessANo() {
        consent("NOT_OBTAINABLE");
        String id = propose(supervisor).json().path("id").asString();
        consent("REFUSED", "2015-11-15T08:00Z", "2015-11-16T07:00Z");
        assertThat(asksMinimum(id).status()).isEqualTo(200);
        String decision = waiting(custodian, code);
        assertThat(browser(custodian.username())
                        .get("/decisions/" + decision + "?lang=fr")
                        .body())
                .contains("Refusé")
                .doesNotContain("Impossible à recueillir");
        consent("REFUSED", "2015-11-15T09:00Z", "2015-11-16T07:30Z");
        assertThat(api(custodian.username())
                        .post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true))
                        .body())
                .contains("handover.answer-changed");
    }

    private void alert() {
        Answer raised = api(worker.username())
                .post(
                        "/api/v1/cases/" + code + "/alerts",
                        Map.of("id", Ids.next().toString(), "type", "TRAFFICKER_CONTACT", "what", "Vu au marché"));
        assertThat(raised.status()).as(raised.body()).isEqualTo(201);
    }

    /** What got worse since the list was sent is read before the answer. */
    @Test
    void nobodyAcceptsOnAnOldList() throws SQLException {
        String id = proposed();
        alert();
        assertThat(LoginSql.refusal(
                        officer,
                        clock.instant(),
                        "select access.decide((select d.id from access.decision d where d.subject = '" + id
                                + "' and d.kind = 'HANDOVER'), true, null)"))
                .contains("handover.changed");
        Answer first = reply(officer, id, true);
        assertThat(first.body()).contains("handover.changed");
        assertThat(api(officer.username())
                        .get(at(""))
                        .json()
                        .path("handovers")
                        .path(0)
                        .path("missing")
                        .toString())
                .contains("ALERTS");
        assertThat(reply(officer, id, true).status()).isEqualTo(200);
    }

    @Test
    void noLetterIsOlderThanTheRequest() throws SQLException {
        Organisation abroad = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        consent("GIVEN");
        String id = propose(supervisor, abroad).json().path("id").asString();
        Map<String, Object> letter = Map.of(
                "answer",
                "ACCEPTED",
                "writtenOn",
                "2013-01-01",
                "lacks",
                List.of(),
                "letter",
                Ids.next().toString());
        assertThat(api(worker.username()).post(at("/" + id + "/letter"), letter).body())
                .contains("handover.letter-before");
    }

    private Answer closure(Actor by, String below, Map<String, Object> body) {
        return api(by.username()).post("/api/v1/cases/" + code + "/closure" + below, body);
    }

    /** The former side ends no file for which an authority answers; of a death the authority hears. */
    @Test
    void theFormerSideClosesNoFileOfTheAuthority() throws SQLException {
        accepted();
        for (String reason : List.of("PLAN_GOALS_MET", "NOT_A_VICTIM", "OTHER"))
            assertThat(LoginSql.answer(
                            supervisor,
                            clock.instant(),
                            "select cases.closure_bar(f.id, '" + reason + "') from cases.case_file f where f.code = '"
                                    + code + "'"))
                    .isEqualTo("cases.closure-authority");
        int before = rung(officer);
        clock.moveTo(clock.instant().plusSeconds(60));
        assertThat(closure(worker, "", Map.of("code", "DEATH", "details", "Noyé au fleuve, vu par le chef du village"))
                        .status())
                .isEqualTo(201);
        clock.moveTo(clock.instant().plusSeconds(60));
        Answer closed = closure(supervisor, "/decision", Map.of("decision", "CLOSED"));
        assertThat(closed.status()).as(closed.body()).isEqualTo(200);
        assertThat(rung(officer)).isGreaterThan(before);
    }

    private String registered(String family) {
        Map<String, Object> child = new HashMap<>(
                Map.of("id", Ids.next().toString(), "sex", "F", "age", 12, "country", "CI", "givenNames", "Zeinab"));
        child.put("familyName", family);
        child.put("anyway", true);
        Answer made = api(worker.username()).post("/api/v1/cases", child);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        clock.moveTo(clock.instant().plusSeconds(60));
        return made.json().path("code").asString();
    }

    private int same(Actor by, String pair) {
        int said = api(by.username())
                .post("/api/v1/doubles/" + pair + "/verdict", Map.of("verdict", "SAME"))
                .status();
        clock.moveTo(clock.instant().plusSeconds(60));
        return said;
    }

    /** The child whom an authority answers for keeps the file by which it does. */
    @Test
    void noDoubleTakesTheChildFromTheAuthority() throws SQLException {
        String family = newFamilyName();
        registered(family);
        code = registered(family);
        accepted();
        String pair = LoginSql.answer(
                supervisor,
                clock.instant(),
                "select d.id from cases.double d join cases.case_file f on f.id in (d.file_id, d.other_id) where f.code = '"
                        + code + "'");
        assertThat(same(supervisor, String.valueOf(pair))).isEqualTo(202);
        assertThat(same(custodian, String.valueOf(pair))).isEqualTo(204);
        assertThat(closure(worker, "", Map.of("code", "DUPLICATE")).body()).contains("cases.double-lacks-handover");
    }
}
