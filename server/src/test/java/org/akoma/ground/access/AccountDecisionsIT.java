package org.akoma.ground.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.agreements.Agreement;
import org.akoma.ground.agreements.Agreements;
import org.akoma.ground.agreements.ProposeAgreement;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What two people decide about accounts, agreements and deputies; and what no login does alone (trust.md 2). */
class AccountDecisionsIT extends HouseIT {

    private static final Instant NOW = MORNING.plusSeconds(60);
    private static final Map<String, Object> YES = Map.of("agreed", true);

    @Autowired
    Agreements agreements;

    @Autowired
    StructureNames names;

    private Organisation ngo;
    private String admin;
    private String dpo;
    private String manager;
    private String worker;

    @BeforeEach
    void whoIsHere() {
        ngo = structure(Organisation.Kind.NGO);
        admin = person(Role.SYSTEM_ADMINISTRATOR, ngo);
        dpo = person(Role.DATA_PROTECTION_OFFICER, ngo);
        manager = person(Role.PROJECT_MANAGER, ngo);
        worker = person(Role.CASE_WORKER, ngo);
    }

    private String waiting(String who, String kind, String about) {
        return api(who).get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("kind").asString().equals(kind)
                        && one.path("about").asString().equalsIgnoreCase(about))
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElse("");
    }

    private String roleGiven() {
        return api(admin)
                .post("/api/v1/people/" + worker + "/roles", Map.of("role", "CASE_SUPERVISOR"))
                .json()
                .path("id")
                .asString();
    }

    private Answer verdict(String who, String decision, Map<String, Object> body) {
        return api(who).post("/api/v1/decisions/" + decision + "/verdict", body);
    }

    /** A role can be refused, and who decides sees all that stands on the account. */
    @Test
    void aRoleIsRefusedByWhoSeesTheWholeAccount() {
        String role = roleGiven();
        String id = waiting(dpo, "ROLE", worker);
        JsonNode shown = api(dpo).get("/api/v1/decisions/" + id).json();
        assertThat(shown.path("fields").toString())
                .contains(ngo.code(), "CASE_SUPERVISOR", "\"supervisor\"", "\"until\"");
        assertThat(verdict(admin, id, YES).code()).isEqualTo("access.decision-own");
        assertThat(verdict(worker, id, YES).status()).isEqualTo(404);
        assertThat(verdict(dpo, id, Map.of("agreed", false)).status()).isEqualTo(422);
        assertThat(verdict(dpo, id, Map.of("agreed", false, "reason", "Formation non suivie"))
                        .status())
                .isEqualTo(200);
        assertThat(api(manager)
                        .post("/api/v1/approvals/roles/" + role, Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(api(worker).get("/api/v1/me").body()).doesNotContain("CASE_SUPERVISOR");
        assertThat(api(admin).get("/api/v1/decisions/" + id).body()).contains("Formation non suivie", "REFUSED");
    }

    /** Two rows of one role: the end of one would leave the other. */
    @Test
    void aRoleIsAskedForAndHeldOnce() throws Exception {
        Map<String, Object> asked = Map.of("role", "CASE_SUPERVISOR");
        try (var workers = Executors.newFixedThreadPool(4)) {
            List<Integer> answers = workers
                    .invokeAll(Collections.nCopies(4, (Callable<Integer>) () -> api(admin)
                            .post("/api/v1/people/" + worker + "/roles", asked)
                            .status()))
                    .stream()
                    .map(Future::resultNow)
                    .toList();
            assertThat(answers).containsOnlyOnce(201).hasSize(4).contains(422);
        }
        assertThat(verdict(dpo, waiting(dpo, "ROLE", worker), YES).status()).isEqualTo(200);
        Answer again = api(admin).post("/api/v1/people/" + worker + "/roles", asked);
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body()).contains("access.role-twice");
        assertThat(api(admin)
                        .get("/api/v1/people/" + worker)
                        .json()
                        .path("roles")
                        .valueStream()
                        .filter(one -> one.path("role").asString().equals("CASE_SUPERVISOR")))
                .hasSize(1);
    }

    @Test
    void afterADecisionTheNextOneIsOffered() {
        roleGiven();
        String other = person(Role.CASE_WORKER, ngo);
        api(admin).post("/api/v1/people/" + other + "/roles", Map.of("role", "CASE_SUPERVISOR"));
        String first = waiting(dpo, "ROLE", worker);
        assertThat(verdict(dpo, first, YES).status()).isEqualTo(200);
        JsonNode next = api(dpo).get("/api/v1/decisions").json().path("waiting").path(0);
        assertThat(browser(dpo)
                        .get("/decisions?done=decisions.agreed&last=" + first)
                        .body())
                .containsPattern("href=\"/decisions/" + next.path("id").asString() + "\"\\s*>Ensuite[^<]*, \\S");
    }

    /** The holder of the ended session reads why, anybody else who comes learns nothing. */
    @Test
    void whoIsOutByACorrectionReadsWhy() throws SQLException {
        var inside = browser(worker);
        assertThat(inside.get("/sign-in?expired").body()).doesNotContain("a été corrigé");
        String role = roleGiven();
        api(dpo).post("/api/v1/approvals/roles/" + role, Map.of());
        Answer out = inside.get("/");
        assertThat(out.location()).startsWith("/sign-in?expired");
        assertThat(inside.get(out.location()).body()).contains("Votre compte a été corrigé");
        assertThat(browser().get("/sign-in?expired").body())
                .contains("Votre session est terminée")
                .doesNotContain("a été corrigé");
        assertThat(LoginSql.refusal(actor(worker), NOW, "select count(*) from access.corrected_session"))
                .contains("permission denied");
    }

    @Test
    void theBellRingsForWhoDecidesAndTheGiverTakesItBack() {
        int before = api(dpo).get("/api/v1/notices").json().path("unread").asInt();
        String role = roleGiven();
        assertThat(api(dpo).get("/api/v1/notices").json().path("unread").asInt())
                .isEqualTo(before + 1);
        String id = waiting(dpo, "ROLE", worker);
        assertThat(api(admin)
                        .post("/api/v1/decisions/" + id + "/withdrawal", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(waiting(dpo, "ROLE", worker)).isEmpty();
        assertThat(api(manager)
                        .post("/api/v1/approvals/roles/" + role, Map.of())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void noLoginLetsARoleHoldOrBeginAgainAlone() throws SQLException {
        String role = roleGiven();
        for (String who : List.of(dpo, manager))
            assertThat(LoginSql.answer(actor(who), NOW, "select access.approve_role('" + role + "')"))
                    .isEqualTo("f");
        assertThat(LoginSql.refusal(
                        actor(admin),
                        NOW,
                        "update access.person_role set approved_at = now() where id = '" + role + "'"))
                .contains("permission denied");
        api(admin).post("/api/v1/people/" + worker + "/roles/" + role + "/end", Map.of());
        assertThat(waiting(dpo, "ROLE", worker)).isEmpty();
        assertThat(LoginSql.refusal(
                        actor(admin),
                        NOW,
                        "update access.person_role set valid_until = 'infinity' where id = '" + role + "'"))
                .contains("access.role-only-ends");
    }

    /** The second person reads until when the contract lasts. */
    @Test
    void aContractDoesNotGrowUnderARoleThatWaits() throws SQLException {
        String role = roleGiven();
        assertThat(contract("{\"until\":\"2015-12-01\"}").status()).isEqualTo(204);
        assertThat(contract("{\"until\":\"2034-01-01\"}").status()).isEqualTo(202);
        assertThat(LoginSql.refusal(
                        actor(admin),
                        NOW,
                        "update access.person set contract_until = 'infinity' where id = '" + workerId() + "'"))
                .contains("access.contract-over");
        assertThat(api(manager)
                        .post("/api/v1/approvals/roles/" + role, Map.of())
                        .status())
                .isEqualTo(204);
        assertThat(api(manager)
                        .get("/api/v1/people/" + worker)
                        .json()
                        .path("contractUntil")
                        .asString())
                .isEqualTo("2015-12-01");
    }

    @Test
    void anEndedContractGoesOnOnlyByTwoPeople() throws SQLException {
        assertThat(contract("{\"until\":\"2015-11-01\"}").status()).isEqualTo(204);
        assertThat(contract("{\"until\":\"2016-11-01\"}").status()).isEqualTo(202);
        assertThat(LoginSql.refusal(
                        actor(admin),
                        NOW,
                        "update access.person set contract_until = 'infinity' where id = '" + workerId() + "'"))
                .contains("access.contract-over");
        String id = waiting(manager, "CONTRACT", worker);
        assertThat(verdict(admin, id, YES).code()).isEqualTo("access.decision-own");
        assertThat(LoginSql.answer(actor(manager), NOW, "select access.extend_contract('" + workerId() + "', null, 2)"))
                .isEqualTo("f");
        // agreeing for another day than was asked for
        String agreed = "state = 'AGREED', decided_by = '" + actor(manager).personId() + "', ended_at = '" + NOW + "'";
        TestDatabase.ownerDoes("update access.decision set " + agreed + " where id = '" + id + "'");
        assertThat(LoginSql.refusal(
                        actor(manager), NOW, "select access.extend_contract('" + workerId() + "', null, 2)"))
                .contains("access.not-as-agreed");
        TestDatabase.ownerDoes(
                "update access.decision set state = 'WAITING', decided_by = null, ended_at = null where id = '" + id
                        + "'");
        assertThat(verdict(manager, id, YES).status()).isEqualTo(200);
        assertThat(api(admin).get("/api/v1/people/" + worker).body()).contains("2016-11-01");
        assertThat(contract("{\"until\":\"2017-11-01\"}").status())
                .as("while it runs")
                .isEqualTo(204);
    }

    private java.util.UUID workerId() {
        return java.util.Objects.requireNonNull(provisioning.actor(worker)).personId();
    }

    private Answer contract(String body) {
        String seen = api(admin).get("/api/v1/people/" + worker).header("ETag").orElseThrow();
        return api(admin)
                .send("POST", "/api/v1/people/" + worker + "/contract", "application/json", body, "If-Match", seen);
    }

    @Test
    void anAgreementIsRefusedAndNoLoginConfirmsOrEndsItAlone() throws SQLException {
        Organisation other = structure(Organisation.Kind.NGO);
        Actor supervisor = actor(person(Role.CASE_SUPERVISOR, ngo));
        ProposeAgreement made = new ProposeAgreement(
                Ids.next(),
                ngo.code(),
                other.code(),
                false,
                Set.of(Agreement.Purpose.CARE),
                Set.of(Section.IDENTITY),
                Agreement.Channel.AKOMA,
                365,
                LocalDate.parse("2015-11-01"),
                LocalDate.parse("2016-11-01"));
        assertThat(agreements.propose(supervisor, made)).isInstanceOf(ProposeAgreement.Result.Done.class);
        String confirm =
                "update access.sharing_agreement set confirmed_by = access.actor(), confirmed_at = access.moment()"
                        + " where id = '"
                        + made.id() + "'";
        assertThat(LoginSql.refusal(actor(dpo), NOW, confirm)).contains("access.agreement-in-anothers-name");
        assertThat(LoginSql.refusal(actor(manager), NOW, confirm)).contains("access.agreement-in-anothers-name");
        assertThat(LoginSql.refusal(
                        actor(worker),
                        NOW,
                        "update access.sharing_agreement set ended_on = '2015-11-16', ended_by = access.actor() where"
                                + " id = '"
                                + made.id() + "'"))
                .contains("access.agreement-in-anothers-name");
        String id = waiting(dpo, "AGREEMENT", ngo.code() + " → " + other.code());
        names.forget(); // a page read before the structures were made has kept the names
        String called = "Structure (" + ngo.code() + ") → Structure (" + other.code() + ")";
        assertThat(browser(dpo).get("/decisions/" + id).body()).contains(called);
        assertThat(browser(dpo).get("/decisions").body()).contains(called);
        assertThat(verdict(supervisor.username(), id, YES).code()).isEqualTo("access.decision-own");
        assertThat(verdict(dpo, id, Map.of("agreed", false, "reason", "Durée trop longue"))
                        .status())
                .isEqualTo(200);
        assertThat(agreements.confirm(actor(manager), made.id())).isInstanceOf(ProposeAgreement.Result.Refused.class);
        assertThat(transactions.<Agreements.Verdict>as(
                        supervisor,
                        () -> agreements.judge(
                                ngo.code(),
                                other.code(),
                                Agreement.Purpose.CARE,
                                Set.of(Section.IDENTITY),
                                LocalDate.parse("2015-11-16"))))
                .isInstanceOf(Agreements.Verdict.Refused.class);
    }

    @Test
    void aDeputyIsInForceOnceASecondPersonAgreed() throws SQLException {
        String supervisor = person(Role.CASE_SUPERVISOR, ngo);
        String deputy = person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        Map<String, Object> named = Map.of("structure", ngo.code(), "person", deputy);
        assertThat(api(worker).post("/api/v1/deputies", named).status()).isEqualTo(403);
        assertThat(api(deputy).post("/api/v1/deputies", named).status()).isEqualTo(403);
        assertThat(api(supervisor).post("/api/v1/deputies", named).status()).isEqualTo(403);
        assertThat(LoginSql.answer(
                        actor(supervisor),
                        NOW,
                        "select access.name_deputy(gen_random_uuid(), '" + ngo.id() + "', '"
                                + actor(deputy).personId() + "')"))
                .as("nobody chooses who decides what they propose")
                .isEqualTo("f");
        assertThat(browser(supervisor).get("/deputies").body()).doesNotContain("name=\"person\"");
        assertThat(api(admin)
                        .post("/api/v1/deputies", Map.of("structure", ngo.code(), "person", worker))
                        .status())
                .isEqualTo(422);
        assertThat(api(admin).post("/api/v1/deputies", named).status()).isEqualTo(201);
        String inForce = "select access.is_deputy('" + actor(deputy).personId() + "', '" + ngo.id() + "')";
        assertThat(LoginSql.answer(actor(supervisor), NOW, inForce)).isEqualTo("f");
        String id = waiting(dpo, "DEPUTY", ngo.code());
        assertThat(verdict(deputy, id, YES).status()).isEqualTo(404);
        assertThat(verdict(admin, id, YES).status()).isGreaterThanOrEqualTo(400);
        assertThat(verdict(dpo, id, YES).status()).isEqualTo(200);
        assertThat(LoginSql.answer(actor(supervisor), NOW.plusSeconds(3600), inForce))
                .isEqualTo("t");
        assertThat(LoginSql.answer(actor(supervisor), NOW.plus(Duration.ofDays(89)), inForce))
                .isEqualTo("t");
        assertThat(LoginSql.answer(actor(supervisor), NOW.plus(Duration.ofDays(90)), inForce))
                .as("a deputy ends by itself")
                .isEqualTo("f");
        String agreed = browser(dpo).get("/decisions/" + id + "?lang=fr").body();
        assertThat(agreed).contains("14 février 2016");
        assertThatThrownBy(() -> org.akoma.ground.database.TestDatabase.ownerDoes(
                        "update access.deputy set valid_until = valid_from + interval '91 days' where person_id = '"
                                + actor(deputy).personId() + "'"))
                .hasMessageContaining("deputy_ends");
        assertThat(browser(supervisor).get("/deputies?lang=fr").body())
                .contains(deputy.toUpperCase(java.util.Locale.ROOT), "14 février 2016");
        assertThat(api(admin).post("/api/v1/deputies", named).status())
                .as("named again before the end")
                .isEqualTo(201);
        assertThat(verdict(dpo, waiting(dpo, "DEPUTY", ngo.code()), YES).status())
                .isEqualTo(200);
        assertThat(LoginSql.refusal(
                        actor(supervisor),
                        NOW,
                        "insert into access.deputy (id, organisation_id, person_id, valid_from) values"
                                + " (gen_random_uuid(), '"
                                + ngo.id() + "', '" + actor(deputy).personId() + "', now())"))
                .contains("permission denied");
    }

    @Test
    void thePagesOfDecisionsAreDrawnForEveryRoleThatDecides() {
        roleGiven();
        String id = waiting(dpo, "ROLE", worker);
        for (String who : List.of(dpo, manager)) {
            assertThat(browser(who).get("/decisions").body()).contains("/decisions/" + id);
            assertThat(browser(who).get("/decisions/" + id).body()).contains(ngo.code(), "/verdict");
        }
        assertThat(browser(admin).get("/decisions/" + id).body())
                .contains("/withdrawal")
                .doesNotContain("/verdict");
        assertThat(browser(worker).get("/decisions/" + id).status()).isEqualTo(404);
    }
}
