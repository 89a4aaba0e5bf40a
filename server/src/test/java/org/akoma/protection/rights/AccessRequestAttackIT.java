package org.akoma.protection.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.identity.SomeChild;
import org.junit.jupiter.api.Test;

/** What one corrupt person with a true account tries with a request to be told what is held about a child (trust.md 2). */
class AccessRequestAttackIT extends AccessRequestHouse {

    private static final String WHERE = "Vit chez la tante au quartier Bardot, tel 07 01 02 03 04";

    private String child(int age) {
        code = opened(SomeChild.aged("F", age, newFamilyName())).code();
        return code;
    }

    private Instant soon() {
        return clock.instant().plusSeconds(60);
    }

    private Map<String, Object> guardians(boolean childAgrees) {
        Map<String, Object> asked = request("GUARDIAN");
        asked.put("childAgrees", childAgrees);
        return asked;
    }

    private Answer held(Actor by, String request) {
        return api(by.username()).get(address("access-requests/" + request + "/held"));
    }

    private Answer agree(Actor by) {
        Caller caller = api(by.username());
        return caller.post("/api/v1/decisions/" + waiting(caller) + "/verdict", Map.of("agreed", true));
    }

    private Answer take(Actor by, String request) {
        return api(by.username()).get(address("access-requests/" + request + "/paper"));
    }

    private String guardian(String kind, String from) {
        String guardian = id();
        TestDatabase.ownerDoes(
                "insert into cases.guardian (id, file_id, kind, appointed_on, sealed, recorded_by) select '" + guardian
                        + "', id, '" + kind + "', '" + from + "', 'x', worker_id from cases.case_file where code = '"
                        + code + "'");
        return guardian;
    }

    private static void ends(String guardian, String on) {
        TestDatabase.ownerDoes("update cases.guardian set ended_on = '" + on + "' where id = '" + guardian + "'");
    }

    /** Who was lent the state of the file with the right to write neither speaks in the child's name nor keeps the worker from it, whatever they leave out. */
    @Test
    void whoWasLentAPartRecordsNothing() throws SQLException {
        child(12);
        Actor lent = actor(person(Role.CASE_WORKER, ngo));
        Answer shared = api(supervisor.username())
                .post(
                        address("grants"),
                        Map.of(
                                "id",
                                id(),
                                "grantee",
                                lent.username(),
                                "sections",
                                List.of("FOLLOW_UP", "STATUS"),
                                "mayWrite",
                                true,
                                "until",
                                "2015-11-30",
                                "why",
                                "Remplacement de congé"));
        assertThat(shared.status()).as(shared.body()).isEqualTo(201);
        Map<String, Object> least = request("CHILD");
        least.put(
                "leaveOut",
                List.of(
                        "IDENTITY",
                        "FAMILY",
                        "CONSENTS",
                        "NEEDS",
                        "PLAN",
                        "WELLBEING",
                        "HEALTH",
                        "SERVICES",
                        "MONEY",
                        "SCHOOL",
                        "PLACEMENTS",
                        "ALERTS"));
        least.put("why", "Ces parties ne regardent que la famille");
        for (Map<String, Object> asked : List.of(request("CHILD"), least)) {
            Answer refused = ask(lent, asked);
            assertThat(refused.status()).as(refused.body()).isEqualTo(403);
        }
        assertThat(LoginSql.answer(
                        lent,
                        clock.instant(),
                        "select retention.record_access(gen_random_uuid(), f.id, 'CHILD', '2015-11-16', 'DOCUMENT', null, 'fr',"
                                + " '{IDENTITY,FAMILY,CONSENTS,NEEDS,HEALTH,SERVICES,MONEY,SCHOOL,PLACEMENTS,VISITS,ALERTS,GIVEN,SEEN}', '\\x01')"
                                + " from cases.file_shown f where f.code = '" + code + "'"))
                .isEqualTo("FORBIDDEN");
        assertThat(browser(lent.username()).get("/cases/" + code + "/rights").body())
                .doesNotContain("name=\"checked\"");
        recorded(request("CHILD"));
    }

    @Test
    void theWorkerChangesThePaperAfterItWasRead() throws SQLException {
        child(12);
        String request = recorded(request("CHILD"));
        assertThat(agree(supervisor).body()).as("unread").contains("rights.not-read");
        assertThat(held(supervisor, request).status()).isEqualTo(200);
        Answer renamed = api(worker.username())
                .put(
                        address("identity"),
                        Map.of(
                                "alias",
                                "Autre alias",
                                "givenNames",
                                "Lilas",
                                "otherNames",
                                WHERE,
                                "birthPlace",
                                WHERE,
                                "documents",
                                WHERE),
                        "\"1\"");
        assertThat(renamed.status()).as(renamed.body()).isEqualTo(200);
        assertThat(agree(supervisor).body()).contains("rights.changed-since-read");
        assertThat(LoginSql.refusal(
                        supervisor,
                        soon(),
                        "select retention.keep_access_paper('" + request + "', '" + "0".repeat(64) + "', 'x')"))
                .contains("retention.not-agreed-now");
        assertThat(held(supervisor, request).body()).contains("Lilas").doesNotContain("tante", "Bardot");
        assertThat(agree(supervisor).status()).isEqualTo(200);
        assertThat(take(worker, request).status()).isEqualTo(200);
    }

    @Test
    void whatAnotherReadIsNotWhatTheSupervisorRead() {
        child(12);
        String request = recorded(request("CHILD"));
        assertThat(held(worker, request).status()).isEqualTo(200);
        assertThat(agree(supervisor).body()).contains("rights.not-read");
    }

    @Test
    void onlyWhoWorksOnTheFileReadsWhoAskedAndWhy() throws SQLException {
        child(12);
        Map<String, Object> partly = request("CHILD");
        partly.put("leaveOut", List.of("ALERTS"));
        partly.put("why", "La tante vit dans la même maison");
        String request = recorded(partly);
        Organisation ministry = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        Actor officer = actor(person(Role.MINISTRY_OFFICER, ministry));
        grant("DESK", "(select desk_id from access.organisation where id = '" + ministry.id() + "')", 256, "TRANSFER");
        Organisation others = structure(Organisation.Kind.NGO);
        Actor asked = actor(person(Role.CASE_SUPERVISOR, others));
        grant("ORGANISATION", "'" + others.id() + "'", 256, "TRANSFER");
        Actor shown = actor(person(Role.CASE_WORKER, ngo));
        grant("PERSON", "'" + shown.personId() + "'", 256, "SHARED");
        Actor helper = actor(person(Role.CASE_WORKER, ngo));
        assertThat(api(helper.username())
                        .post(
                                address("break-glass"),
                                Map.of("reason", "L’enfant appelle à l’aide et sa travailleuse est absente."))
                        .status())
                .isEqualTo(201);
        Actor manager = actor(person(Role.PROJECT_MANAGER, ngo));
        for (Actor one : List.of(officer, asked, shown, helper, manager)) {
            Caller caller = api(one.username());
            assertThat(caller.get(address("access-requests")).status())
                    .as(one.username())
                    .isEqualTo(404);
            assertThat(held(one, request).status()).as(one.username()).isEqualTo(404);
            assertThat(browser(one.username()).get("/cases/" + code + "/rights").body())
                    .doesNotContain("La tante vit");
            for (String row : List.of(
                    "retention.access_request r where r.id = '" + request + "'",
                    "access.decision d where d.subject = '" + request + "'",
                    "retention.seen_by((select id from cases.case_file where code = '" + code + "'), now())"))
                assertThat(LoginSql.answer(one, soon(), "select count(*) from " + row))
                        .as(row)
                        .isEqualTo("0");
        }
        for (Actor one : List.of(worker, supervisor))
            assertThat(api(one.username()).get(address("access-requests")).body())
                    .contains("La tante vit");
    }

    private void grant(String kind, String grantee, int sections, String reason) {
        TestDatabase.ownerDoes(
                "insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by) select '"
                        + id() + "', id, '" + kind + "', " + grantee + ", " + sections + ", false, '"
                        + clock.instant() + "', timestamptz '" + clock.instant() + "' + interval '20 days', '"
                        + reason + "', supervisor_id from cases.case_file where code = '" + code + "'");
    }

    @Test
    void noChildOfFiveAsks() throws SQLException {
        child(5);
        guarded(code);
        assertThat(ask(worker, request("CHILD")).body()).contains("rights.too-young");
        assertThat(LoginSql.answer(
                        worker,
                        soon(),
                        "select retention.record_access('" + id()
                                + "', f.id, 'CHILD', '2015-11-16', 'KNOWN_IN_PERSON', null, 'fr', '{}', null) from cases.case_file f where f.code = '"
                                + code + "'"))
                .isEqualTo("TOO_YOUNG");
        Answer wish = api(worker.username())
                .post(address("retention/wishes"), Map.of("id", id(), "by", "CHILD", "on", "2015-11-16"));
        assertThat(wish.body()).contains("retention.too-young");
        recorded(request("GUARDIAN"));
    }

    @Test
    void aFormerGuardianGetsNothing() {
        child(8);
        String mother = guardian("PARENT", "2015-06-01");
        assertThat(api(worker.username())
                        .post(address("retention/wishes"), Map.of("id", id(), "by", "GUARDIAN", "on", "2015-11-16"))
                        .status())
                .isEqualTo(201);
        String agreed = recorded(request("GUARDIAN"));
        ends(mother, "2015-11-16");
        held(supervisor, agreed);
        assertThat(agree(supervisor).body()).as("the day of the agreement").contains("rights.guardian-over");
        assertThat(ask(worker, request("GUARDIAN")).body()).contains("rights.waits-already");
        assertThat(api(worker.username())
                        .post(address("retention/wishes"), Map.of("id", id(), "by", "GUARDIAN", "on", "2015-11-16"))
                        .body())
                .contains("retention.no-guardian");
    }

    @Test
    void whoAnswersNoMoreIsHandedNothing() throws SQLException {
        child(8);
        String mother = guardian("PARENT", "2015-06-01");
        String request = recorded(request("GUARDIAN"));
        held(supervisor, request);
        assertThat(agree(supervisor).status()).isEqualTo(200);
        assertThat(take(worker, request).status()).isEqualTo(200);
        ends(mother, "2015-11-16");
        assertThat(take(worker, request).body()).contains("rights.guardian-over");
        assertThat(LoginSql.refusal(
                        worker, soon(), "select retention.take_access_paper('" + id() + "', '" + request + "')"))
                .contains("retention.not-to-leave");
        assertThat(give(worker, request, "HANDED_OVER").body()).contains("rights.guardian-over");
        assertThat(give(worker, request, "TOLD_REFUSED").status()).isEqualTo(200);
    }

    @Test
    void whoAnsweredOnThatDayAndNoMoreDoesNotAsk() {
        clock.moveTo(Instant.parse("2015-11-09T09:00:00Z"));
        child(8);
        String mother = guardian("PARENT", "2015-06-01");
        clock.moveTo(MORNING);
        ends(mother, "2015-11-10");
        Map<String, Object> past = request("GUARDIAN");
        past.put("on", "2015-11-09");
        assertThat(ask(worker, past).body()).contains("rights.no-guardian");
    }

    @Test
    void theNoOfAChildOfAnEstimatedAgeHolds() {
        clock.moveTo(MORNING);
        code = opened(SomeChild.handedOver(newFamilyName(), MORNING)).code();
        TestDatabase.ownerDoes("update cases.case_file set age_at_rescue = 11 where code = '" + code + "'");
        guarded(code);
        assertThat(ask(worker, guardians(false)).body()).contains("rights.child-agrees");
        recorded(guardians(true));
        Caller caller = api(supervisor.username());
        String waiting = caller.get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("about").asString().equals(code))
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElseThrow();
        assertThat(browser(supervisor.username()).get("/decisions/" + waiting).body())
                .contains("L’enfant est d’accord", "Sa tante");
    }

    @Test
    void aGuardiansPaperSaysNothingOfHelpDangerAndThePolice() {
        child(8);
        guarded(code);
        String request = recorded(request("GUARDIAN"));
        held(supervisor, request).json().path("items").forEach(part -> {
            if (List.of(
                            "CONSENTS",
                            "NEEDS",
                            "PLAN",
                            "WELLBEING",
                            "SERVICES",
                            "MONEY",
                            "PLACEMENTS",
                            "ALERTS",
                            "GIVEN",
                            "SEEN")
                    .contains(part.path("part").asString()))
                assertThat(part.path("missing").asString())
                        .as(part.path("part").asString())
                        .isEqualTo("RULE");
        });
    }

    @Test
    void whatNobodyCanDecideBarsNobody() throws SQLException {
        child(12);
        Actor second = actor(person(Role.CASE_SUPERVISOR, ngo));
        Answer first = ask(supervisor, request("CHILD"));
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(ask(worker, request("CHILD")).body()).contains("rights.waits-already");
        TestDatabase.ownerDoes("update access.person_role set valid_until = greatest(valid_from, timestamptz '"
                + clock.instant() + "') where person_id = '" + second.personId() + "'");
        String bars =
                "select 'DECISION' = any (s.bars) from cases.case_file f, retention.standing(f.id) s where f.code = '"
                        + code + "'";
        assertThat(LoginSql.answer(worker, soon(), bars)).isEqualTo("f");
        String request = recorded(request("CHILD"));
        held(supervisor, request);
        assertThat(agree(supervisor).status()).isEqualTo(200);
    }

    @Test
    void noAnswerIsLateBeforeItWasRecorded() {
        clock.moveTo(Instant.parse("2015-09-01T09:00:00Z"));
        child(12);
        clock.moveTo(MORNING);
        Map<String, Object> old = request("CHILD");
        old.put("on", "2015-10-16");
        assertThat(ask(worker, old).body()).contains("rights.day");
        old.put("on", "2015-10-17");
        Answer answer = ask(worker, old);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(Instant.parse(answer.json().path("dueAt").asString())).isAfter(clock.instant());
    }
}
