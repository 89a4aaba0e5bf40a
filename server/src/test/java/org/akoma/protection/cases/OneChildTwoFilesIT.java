package org.akoma.protection.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What follows when two supervisors say that two files are of one child: one goes on, the other one ends as a double, and never both. */
class OneChildTwoFilesIT extends HouseIT {

    private Organisation ngo;
    private String supervisor;
    private String worker;
    private String otherSupervisor;
    private String otherWorker;
    private String family;
    private String first;
    private String second;
    private String pair;

    @BeforeEach
    void twoFilesOfAChild() {
        ngo = structure(Organisation.Kind.NGO);
        Organisation other = structure(Organisation.Kind.NGO);
        supervisor = person(Role.CASE_SUPERVISOR, ngo);
        worker = person(Role.CASE_WORKER, ngo, null, actor(supervisor).personId());
        otherSupervisor = person(Role.CASE_SUPERVISOR, other);
        otherWorker =
                person(Role.CASE_WORKER, other, null, actor(otherSupervisor).personId());
        family = newFamilyName();
        first = opened(otherWorker);
        second = opened(worker);
        pair = pairs(supervisor).path("id").asString();
    }

    private String opened(String who) {
        Map<String, Object> child = new HashMap<>(
                Map.of("id", Ids.next().toString(), "sex", "F", "age", 9, "country", "CI", "givenNames", "Zeinab"));
        child.put("familyName", family);
        child.put("anyway", true);
        return api(who).post("/api/v1/cases", child).json().path("code").asString();
    }

    private JsonNode pairs(String reader) {
        return api(reader).get("/api/v1/doubles").json().path("items").path(0);
    }

    private int say(String who, String verdict) {
        return api(who).post("/api/v1/doubles/" + pair + "/verdict", Map.of("verdict", verdict))
                .status();
    }

    private void bothSaySame() {
        assertThat(say(supervisor, "SAME")).isEqualTo(202);
        assertThat(say(otherSupervisor, "SAME")).isEqualTo(204);
    }

    private Answer ask(String who, String file) {
        return api(who).post("/api/v1/cases/" + file + "/closure", Map.of("code", "DUPLICATE"));
    }

    private Answer close(String who, String file) {
        return api(who).post(
                        "/api/v1/cases/" + file + "/closure/decision",
                        Map.of("decision", "CLOSED", "reason", "Elle ne peut pas être évaluée"));
    }

    private int rung(String who) {
        return api(who).get("/api/v1/notices").json().path("items").size();
    }

    /**
     * Nobody learns who supervises the other file before both said that it is one child; the other's word is shown once one's own is given, and no code
     * of a file that one does not see.
     */
    @Test
    void whoComparesKnowsWithWhom() {
        JsonNode words = pairs(supervisor).path("words");
        assertThat(words.path(0).path("person").isNull()).isTrue();
        assertThat(words.path(1).path("mine").asBoolean()).isTrue();
        assertThat(pairs(otherSupervisor).path("words").path(1).path("person").isNull())
                .isTrue();
        assertThat(say(otherSupervisor, "ANOTHER")).isEqualTo(202);
        assertThat(pairs(supervisor).path("words").path(0).path("verdict").isNull())
                .as("not before one's own")
                .isTrue();
        for (String who : List.of(supervisor, otherSupervisor))
            assertThat(browser(who).get("/doubles").body())
                    .contains("nommé si les deux côtés disent")
                    .doesNotContain("/messages/new?to=", "??");
        assertThat(say(supervisor, "SAME")).isEqualTo(202);
        assertThat(pairs(supervisor).path("words").path(0).path("verdict").asString())
                .isEqualTo("ANOTHER");
        assertThat(pairs(supervisor).path("words").path(0).path("person").isNull())
                .isTrue();
        String custodian = person(Role.DATA_PROTECTION_OFFICER, ngo);
        assertThat(browser(custodian).get("/doubles").body())
                .contains(supervisor.toUpperCase(), otherSupervisor.toUpperCase(), "même enfant", "deux enfants")
                .doesNotContain("L’autre côté", "??");
    }

    @Test
    void whoSaidTheSameIsNamedAndCanBeWrittenTo() {
        bothSaySame();
        String page = browser(supervisor).get("/doubles").body();
        assertThat(pairs(supervisor).path("words").path(0).path("person").asString())
                .isEqualToIgnoringCase(otherSupervisor);
        assertThat(page)
                .contains("/messages/new?to=" + otherSupervisor.toUpperCase())
                .doesNotContain("??");
        String writes = browser(supervisor)
                .get("/messages/new?to=" + otherSupervisor.toUpperCase())
                .body();
        assertThat(writes).containsIgnoringCase("value=\"" + otherSupervisor + "\"");
    }

    /** Who has a child of such a name is told to no mere question; who asked is told to who supervises that child. */
    @Test
    void aQuestionAloneNamesNobody() {
        Map<String, Object> child = new HashMap<>(
                Map.of("id", Ids.next().toString(), "sex", "F", "age", 9, "country", "CI", "givenNames", "Zeinab"));
        child.put("familyName", family);
        Organisation theirs = structure(Organisation.Kind.NGO);
        String boss = person(Role.CASE_SUPERVISOR, theirs);
        String asker = person(Role.CASE_WORKER, theirs, null, actor(boss).personId());
        assertThat(api(asker).post("/api/v1/cases", child).status()).isEqualTo(409);
        JsonNode asked = api(boss).get("/api/v1/doubles").json().path("items");
        assertThat(asked).isNotEmpty();
        asked.forEach(one -> assertThat(one.path("words"))
                .noneMatch(w -> w.path("side").asString().equals("THERE")));
        assertThat(api(otherSupervisor).get("/api/v1/doubles").body()).containsIgnoringCase(boss);
    }

    @Test
    void theFileRegisteredFirstGoesOnAndTheOtherOneEndsOnce() {
        assertThat(ask(worker, second).code()).as("nobody has said so").isEqualTo("form.invalid");
        assertThat(ask(worker, second).body()).contains("cases.closure-not-double");
        assertThat(browser(worker).get("/cases/" + second + "/closure").body()).doesNotContain("DUPLICATE");
        bothSaySame();
        for (String who : List.of(supervisor, otherSupervisor)) {
            JsonNode same = pairs(who).path("same");
            assertThat(same.path("goesOn").asString()).isEqualTo(first);
            assertThat(same.path("closes").asString()).isEqualTo(second);
            assertThat(browser(who).get("/doubles").body())
                    .contains(first, second)
                    .doesNotContain("??");
        }
        assertThat(browser(worker).get("/cases/" + second).body())
                .contains("Cet enfant a deux dossiers ouverts", otherSupervisor.toUpperCase())
                .doesNotContain(first);
        assertThat(browser(otherWorker).get("/cases/" + first).body())
                .contains("Celui-ci continue", supervisor.toUpperCase())
                .doesNotContain(second);
        for (String who : List.of(worker, supervisor))
            assertThat(browser(who).get("/").body()).as(who).contains("/cases/" + second + "/closure");
        for (String who : List.of(otherWorker, otherSupervisor))
            assertThat(browser(who).get("/").body()).as(who).contains("celui-ci continue");
        assertThat(ask(otherWorker, first).body()).contains("cases.closure-not-double");
        assertThat(browser(worker).get("/cases/" + second + "/closure").body()).contains("DUPLICATE");
        assertThat(ask(worker, second).status()).isEqualTo(201);
        assertThat(browser(supervisor).get("/decisions").body()).doesNotContain("??");
        assertThat(close(supervisor, second).status()).isEqualTo(200);
        assertThat(browser(otherWorker).get("/cases/" + first).body()).doesNotContain("deux dossiers");
        assertThat(browser(worker).get("/").body()).doesNotContain("Même enfant");
        assertThat(pairs(supervisor).path("same").path("over").asBoolean()).isTrue();
        assertThat(ask(otherWorker, first).body()).as("never both").contains("cases.closure-not-double");
        assertThat(api(worker).get("/api/v1/cases/" + second + "/visits").body())
                .as("the child is looked after in the other file")
                .doesNotContain("POST_CLOSURE");
        api(otherSupervisor)
                .post(
                        "/api/v1/cases/" + first + "/victim-status",
                        Map.of(
                                "status",
                                "NOT_A_VICTIM",
                                "organisation",
                                "NGO",
                                "decidedOn",
                                "2015-11-16",
                                "reason",
                                "Vue"));
        assertThat(api(otherWorker)
                        .post("/api/v1/cases/" + first + "/closure", Map.of("code", "NOT_A_VICTIM"))
                        .body())
                .contains("cases.closure-holds-double");
    }

    @Test
    void bothSidesMayKeepTheOtherFile() {
        bothSaySame();
        assertThat(choose(supervisor, "MADE")).isEqualTo(202);
        assertThat(choose(supervisor, "MADE")).as("the same side again").isEqualTo(202);
        assertThat(browser(otherSupervisor).get("/doubles").body()).contains("L’autre côté garderait " + second);
        assertThat(choose(person(Role.CASE_SUPERVISOR, ngo), "MADE"))
                .as("of the same structure, whose file somebody else supervises")
                .isEqualTo(404);
        assertThat(choose(worker, "MADE")).isEqualTo(403);
        assertThat(ask(worker, second).status()).isEqualTo(201);
        assertThat(choose(otherSupervisor, "MADE")).isEqualTo(204);
        assertThat(pairs(supervisor).path("same").path("goesOn").asString()).isEqualTo(second);
        assertThat(close(supervisor, second).body())
                .as("now the one that goes on")
                .contains("cases.closure-not-double");
        assertThat(ask(otherWorker, first).status()).isEqualTo(201);
        assertThat(close(otherSupervisor, first).status()).isEqualTo(200);
        assertThat(choose(supervisor, "THERE")).isEqualTo(409);
    }

    private int choose(String who, String keeps) {
        return api(who).post("/api/v1/doubles/" + pair + "/choice", Map.of("keeps", keeps))
                .status();
    }

    /** Who supervises both files says it for both sides, and is one person all the same. */
    @Test
    void oneChildIsSaidByTwoPeople() {
        String twin = opened(worker);
        JsonNode own = null;
        for (JsonNode one : api(supervisor).get("/api/v1/doubles").json().path("items"))
            if (one.path("code").asString().equals(second)
                    && one.path("other").asString().equals(twin)) own = one;
        assertThat(own).isNotNull();
        String verdict = "/api/v1/doubles/" + own.path("id").asString() + "/verdict";
        assertThat(api(supervisor).post(verdict, Map.of("verdict", "SAME")).status())
                .isEqualTo(202);
        assertThat(ask(worker, twin).body()).contains("cases.closure-not-double");
        String custodian = person(Role.DATA_PROTECTION_OFFICER, ngo);
        assertThat(api(custodian).post(verdict, Map.of("verdict", "SAME")).status())
                .isEqualTo(204);
        assertThat(ask(worker, twin).status()).isEqualTo(201);
    }

    /** One person is not both sides: which file goes on is then chosen by the data protection officer too, who sees both and may leave it. */
    @Test
    void whoSpeaksForBothDoesNotChooseAlone() throws Exception {
        TestDatabase.ownerDoes("update cases.case_file set supervisor_id = '"
                + actor(supervisor).personId() + "', organisation_id = '" + ngo.id() + "' where code = '" + first
                + "'");
        shared(first);
        String custodian = person(Role.DATA_PROTECTION_OFFICER, ngo);
        assertThat(say(supervisor, "SAME")).isEqualTo(202);
        assertThat(say(custodian, "SAME")).isEqualTo(204);
        assertThat(choose(custodian, "MADE")).as("nobody asks it").isEqualTo(404);
        int before = rung(custodian);
        assertThat(choose(supervisor, "MADE")).isEqualTo(202);
        assertThat(rung(custodian)).isGreaterThan(before);
        assertThat(choose(supervisor, "MADE")).as("the same person again").isEqualTo(202);
        assertThat(pairs(supervisor).path("same").path("goesOn").asString()).isEqualTo(first);
        assertThat(StraightSql.answer(
                        actor(supervisor), clock.instant(), "select cases.choose_double('" + pair + "', 'MADE')"))
                .isEqualTo("WAITS");
        assertThat(ask(otherWorker, first).body())
                .as("the end of the file that goes on")
                .contains("cases.closure-not-double");
        JsonNode asked = of(custodian);
        assertThat(asked.path("same").path("closes").asString()).isEqualTo(second);
        assertThat(asked.path("files"))
                .hasSize(2)
                .allMatch(f -> f.path("structure").asString().equals(ngo.code()));
        assertThat(browser(custodian).get("/doubles").body())
                .contains("value=\"MADE\"", "value=\"THERE\"", "Laisser", supervisor.toUpperCase())
                .doesNotContain("??");
        assertThat(browser(custodian).get("/").body()).contains("/doubles");
        assertThat(choose(custodian, "THERE")).as("it stays as it is").isEqualTo(204);
        assertThat(of(custodian).isMissingNode()).isTrue();
        assertThat(choose(supervisor, "MADE")).as("asked anew").isEqualTo(202);
        assertThat(choose(custodian, "MADE")).isEqualTo(204);
        assertThat(pairs(supervisor).path("same").path("goesOn").asString()).isEqualTo(second);
    }

    private JsonNode of(String custodian) {
        for (JsonNode one : api(custodian).get("/api/v1/doubles").json().path("items"))
            if (one.path("id").asString().equals(pair)) return one;
        return tools.jackson.databind.node.MissingNode.getInstance();
    }

    /** A grant that reads a file, as the former structure keeps after a transfer. */
    private void shared(String code) {
        TestDatabase.ownerDoes(
                "insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by)"
                        + " select gen_random_uuid(), id, 'PERSON', '"
                        + actor(supervisor).personId()
                        + "', 511, false, '2015-11-16', '2016-11-16', 'TRANSFER', worker_id from cases.case_file where code = '"
                        + code + "'");
    }

    /** Who reads a file, and neither supervises nor leads it, says nothing for it and chooses nothing for it. */
    @Test
    void whoReadsAFileSpeaksForNoSideOfIt() {
        shared(first);
        JsonNode words = pairs(supervisor).path("words");
        assertThat(words.path(0).path("mine").asBoolean()).isFalse();
        String custodian = person(Role.DATA_PROTECTION_OFFICER, ngo);
        assertThat(say(supervisor, "SAME")).isEqualTo(202);
        assertThat(say(custodian, "SAME")).isEqualTo(204);
        assertThat(pairs(supervisor).path("words").path(0).path("person").asString())
                .isEqualToIgnoringCase(otherSupervisor);
        assertThat(pairs(otherSupervisor).path("word").isNull())
                .as("nobody said it for her")
                .isTrue();
        assertThat(choose(supervisor, "MADE")).isEqualTo(202);
        assertThat(pairs(otherSupervisor).path("same").path("closes").asString())
                .isEqualTo(second);
    }

    @Test
    void aSideTakesItsWordBackWhileBothFilesAreOpen() {
        bothSaySame();
        assertThat(ask(worker, second).status()).isEqualTo(201);
        assertThat(browser(otherSupervisor).get("/doubles").body()).contains("Ce sont deux enfants");
        assertThat(say(otherSupervisor, "ANOTHER")).isEqualTo(202);
        assertThat(pairs(supervisor).path("verdict").isNull()).isTrue();
        assertThat(close(supervisor, second).body()).contains("cases.closure-not-double");
    }

    /** Nothing of the child is lost by the file that ends: what it alone holds is first in the one that goes on. */
    @Test
    void aFileEndsAsADoubleOnceTheOtherOneHoldsWhatItHolds() throws Exception {
        bothSaySame();
        assertThat(ask(worker, second).status()).isEqualTo(201);
        Map<String, Object> danger = Map.of("type", "TRAFFICKER_CONTACT", "what", "Il attend devant l’école");
        assertThat(api(worker)
                        .post("/api/v1/cases/" + second + "/alerts", danger)
                        .status())
                .isEqualTo(201);
        assertThat(close(supervisor, second).body()).contains("cases.double-lacks-alert");
        String verdict =
                "select access.decide(id, true, null) from access.decision where state = 'WAITING' and kind = 'CLOSURE' and file_id = "
                        + file(second);
        assertThat(StraightSql.answer(
                        actor(supervisor),
                        clock.instant(),
                        verdict,
                        "update cases.closure set decision = 'CLOSED', decided_by = access.actor(), decided_at = access.moment() where file_id = "
                                + file(second)))
                .contains("cases.double-lacks");
        assertThat(browser(supervisor).get("/cases/" + second + "/closure").body())
                .contains("prenez-la en compte")
                .doesNotContain("Note de fréquentation", "??");
        assertThat(api(otherWorker)
                        .post("/api/v1/cases/" + first + "/alerts", danger)
                        .status())
                .isEqualTo(201);
        assertThat(close(supervisor, second).body())
                .as("nobody has taken it on, here or there")
                .contains("cases.double-lacks-alert");
        taken(supervisor, second);
        assertThat(close(supervisor, second).body()).contains("cases.double-lacks-alert");
        String there = taken(otherSupervisor, first);
        ended(there);
        assertThat(close(supervisor, second).body())
                .as("what was reported there was thrown out")
                .contains("cases.double-lacks-alert");
        assertThat(api(otherWorker)
                        .post("/api/v1/cases/" + first + "/alerts", danger)
                        .status())
                .isEqualTo(201);
        taken(otherSupervisor, first);
        for (String has :
                List.of("plan_approved_on = '2015-11-16'", "risk = 'HIGH'", "victim_status = 'CONFIRMED_VICTIM'")) {
            owner(second, has);
            assertThat(close(supervisor, second).body()).as(has).contains("cases.double-lacks-");
            owner(first, has);
        }
        assertThat(close(supervisor, second).body()).contains("cases.double-lacks-consent");
        owner(second, "plan_approved_on = null");
        assertThat(close(supervisor, second).status()).isEqualTo(200);
    }

    /** Takes on the open alert of this file. */
    private String taken(String by, String code) {
        String id = api(by).get("/api/v1/cases/" + code + "/alerts")
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("closedAt").asString("").isEmpty())
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElseThrow();
        assertThat(api(by).post("/api/v1/alerts/" + id + "/acknowledgement", Map.of())
                        .status())
                .isEqualTo(200);
        return id;
    }

    private void ended(String alert) {
        Map<String, Object> word = Map.of("kind", "NO_DANGER", "text", "C’était sa tante");
        assertThat(api(otherWorker)
                        .post("/api/v1/alerts/" + alert + "/actions", word)
                        .status())
                .isEqualTo(200);
        Map<String, Object> end = Map.of("outcome", "FALSE_ALARM", "end", "C’était sa tante");
        var closed = api(otherSupervisor).post("/api/v1/alerts/" + alert + "/closing", end);
        assertThat(closed.status()).as(closed.body()).isEqualTo(200);
    }

    private static String file(String code) {
        return "(select id from cases.case_file where code = '" + code + "')";
    }

    private static void owner(String code, String has) {
        TestDatabase.ownerDoes("update cases.case_file set " + has + " where code = '" + code + "'");
    }

    @Test
    void straightSqlEndsNoFileAsADouble() throws Exception {
        String file = "(select id from cases.case_file where code = '" + second + "')";
        String asks =
                "insert into cases.closure (id, file_id, code, requested_by, requested_at, criteria, unmet, sealed) values (gen_random_uuid(), "
                        + file + ", 'DUPLICATE', access.actor(), access.moment(), '{}', '{}', '\\x01')";
        assertThat(StraightSql.answer(actor(worker), clock.instant(), asks)).contains("cases.closure-not-double");
        for (String write : List.of(
                "update cases.double set goes_on = file_id, over = false, verdict = 'SAME'",
                "select cases.ends_as_double(" + file + ")",
                "select cases.ring_both(" + file + ", " + file + ")",
                "select cases.speaker_of('" + pair + "', 'THERE')"))
            assertThat(StraightSql.answer(actor(supervisor), clock.instant(), write))
                    .contains("permission denied");
        assertThat(StraightSql.answer(
                        actor(worker), clock.instant(), "select count(*)::text from cases.words_of('" + pair + "')"))
                .isEqualTo("0");
        assertThat(StraightSql.answer(
                        actor(supervisor), clock.instant(), "select cases.choose_double('" + pair + "', 'MADE')"))
                .isEqualTo("CHANGED");
        bothSaySame();
        assertThat(StraightSql.answer(
                        actor(worker), clock.instant(), "select cases.choose_double('" + pair + "', 'MADE')"))
                .isEqualTo("NOT_FOUND");
        assertThat(StraightSql.answer(actor(otherWorker), clock.instant(), asks.replace(second, first)))
                .contains("cases.closure-not-double");
    }

    @Test
    void bothSidesAreRung() {
        int before = rung(worker);
        int there = rung(otherWorker);
        bothSaySame();
        assertThat(rung(worker)).isGreaterThan(before);
        assertThat(rung(otherWorker)).isGreaterThan(there);
    }
}
