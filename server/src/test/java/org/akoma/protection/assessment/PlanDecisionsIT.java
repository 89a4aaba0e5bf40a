package org.akoma.protection.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What one person alone can never do to a plan, and how a second one is asked (trust.md 2). */
class PlanDecisionsIT extends CareHouse {

    private static final Map<String, Object> YES = Map.of("agreed", true);

    @Autowired
    Decisions decisions;

    private static DraftPlan rewritten(Plan plan) {
        return new DraftPlan(plan.id(), plan.version(), "Tout autre chose", null, plan.goals());
    }

    private Plan drafted(String code) {
        PlanGoal goal = new PlanGoal(
                Ids.next(),
                1,
                "LT_EDU_FORMAL",
                null,
                TODAY,
                TODAY.plusDays(90),
                worker.personId(),
                PlanGoal.Met.OPEN,
                new PlanGoal.SealedText("Lire", "80 % de présence"));
        return done(plans.draft(worker, code, new DraftPlan(Ids.next(), null, "Elle veut lire", null, List.of(goal))));
    }

    private String waitingId(String who, String code) {
        return api(who).get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("about").asString().equals(code))
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElse("");
    }

    /** The supervisor rewrites the worker's draft and approves it. */
    @Test
    void whoRewroteThePlanDoesNotApproveIt() {
        String code = assessed();
        Plan draft = drafted(code);
        Plan plan = done(plans.draft(supervisor, code, rewritten(draft)));
        done(plans.submit(supervisor, code, plan.id()));
        var answer = api(supervisor.username())
                .post("/api/v1/cases/" + code + "/plans/" + plan.id() + "/decision", Map.of("approved", true));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("cases.own-work");
        // nor when the worker hands it in
        String second = person(Role.CASE_SUPERVISOR, ngo);
        done(plans.decide(actor(second), code, plan.id(), false, "À relire avec l’enfant"));
        done(plans.submit(worker, code, plan.id()));
        assertThat(refused(plans.decide(supervisor, code, plan.id(), true, null)))
                .isEqualTo("cases.own-work");
        assertThat(waitingId(supervisor.username(), code)).isEmpty();
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/plan")
                        .body())
                .doesNotContain("/plan/" + plan.id() + "/decision");
        done(plans.decide(actor(second), code, plan.id(), true, null));
    }

    @Test
    void anEmergencyDecidesNothing() {
        String code = assessed();
        Plan plan = submitted(code);
        String stranger = person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        String file = "/api/v1/cases/" + code;
        assertThat(api(stranger)
                        .post(file + "/break-glass", Map.of("reason", "Un enfant en danger immédiat"))
                        .status())
                .isEqualTo(201);
        assertThat(refused(plans.decide(actor(stranger), code, plan.id(), true, null)))
                .isEqualTo("cases.emergency-passes-nothing-on");
        JsonNode seen = decision(stranger, plan);
        assertThat(seen.path("mayDecide").asBoolean()).isFalse();
        var answer = api(stranger).post("/api/v1/decisions/" + seen.path("id").asString() + "/verdict", YES);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("access.decision-elsewhere");
    }

    private JsonNode decision(String who, Plan plan) {
        UUID id = transactions
                .as(actor(who), () -> decisions.waiting(Plans.KIND, plan.id()).orElseThrow())
                .id();
        return api(who).get("/api/v1/decisions/" + id).json();
    }

    @Test
    void aSupervisorOfAnotherStructureDoesNotDecideWhatTheyStillRead() throws SQLException {
        String code = assessed();
        Plan plan = submitted(code);
        Actor stranger = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        TestDatabase.ownerDoes(
                "insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by) values ('"
                        + Ids.next() + "', '" + now(code).id() + "', 'PERSON', '" + stranger.personId()
                        + "', 511, false, '" + BEGINNING + "', 'TRANSFER', '"
                        + worker.personId() + "')");
        assertThat(plans.decide(stranger, code, plan.id(), true, null)).isInstanceOf(Outcome.Forbidden.class);
    }

    @Test
    void whatWasTakenBackOrProposedAnewIsNotDecided() {
        String code = assessed();
        Plan plan = submitted(code);
        String first = waitingId(supervisor.username(), code);
        assertThat(api(supervisor.username())
                        .post("/api/v1/decisions/" + first + "/withdrawal", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(api(worker.username())
                        .post("/api/v1/decisions/" + first + "/withdrawal", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.ASSESSED);
        assertThat(api(supervisor.username())
                        .post("/api/v1/decisions/" + first + "/verdict", YES)
                        .code())
                .isEqualTo("access.decision-over");
        Plan draft = done(plans.of(worker, code)).getFirst();
        assertThat(draft.status()).isEqualTo(Plan.Status.DRAFT);
        done(plans.draft(worker, code, rewritten(draft)));
        done(plans.submit(worker, code, plan.id()));
        String second = waitingId(supervisor.username(), code);
        assertThat(second).isNotEmpty().isNotEqualTo(first);
        var agreed = api(supervisor.username()).post("/api/v1/decisions/" + second + "/verdict", YES);
        assertThat(agreed.status()).isEqualTo(200);
        assertThat(agreed.json().path("state").asString()).isEqualTo("AGREED");
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.ACTIVE);
        assertThat(api(supervisor.username())
                        .post("/api/v1/decisions/" + second + "/verdict", YES)
                        .code())
                .isEqualTo("access.decision-over");
    }

    /** The supervisor reads one plan, the worker exchanges it, the supervisor agrees to what they read. */
    @Test
    void whatWasExchangedAfterItWasReadIsNotApproved() {
        String code = assessed();
        Plan plan = submitted(code);
        String read = waitingId(supervisor.username(), code);
        Visit page = browser(supervisor.username());
        assertThat(page.get("/cases/" + code + "/plan").body()).contains("/decisions/" + read);
        assertThat(api(worker.username())
                        .post("/api/v1/decisions/" + read + "/withdrawal", Map.of())
                        .status())
                .isEqualTo(200);
        done(plans.draft(worker, code, rewritten(done(plans.of(worker, code)).getFirst())));
        done(plans.submit(worker, code, plan.id()));
        String address = "/api/v1/cases/" + code + "/plans/" + plan.id() + "/decision";
        assertThat(api(supervisor.username())
                        .post(address, Map.of("approved", true))
                        .body())
                .contains("access.request-not-named");
        assertThat(api(supervisor.username())
                        .post(address, Map.of("approved", true, "request", read))
                        .body())
                .contains("access.decision-changed");
        assertThat(page.post("/decisions/" + read + "/verdict", "agreed", "true")
                        .status())
                .isNotEqualTo(303);
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.PLAN_PENDING);
        String anew = waitingId(supervisor.username(), code);
        assertThat(api(supervisor.username())
                        .post(address, Map.of("approved", true, "request", anew))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theWorkerDecidesNothingAndARefusalSaysWhy() {
        String code = assessed();
        submitted(code);
        String id = waitingId(supervisor.username(), code);
        assertThat(api(worker.username())
                        .post("/api/v1/decisions/" + id + "/verdict", YES)
                        .code())
                .isEqualTo("access.decision-own");
        var mute = api(supervisor.username()).post("/api/v1/decisions/" + id + "/verdict", Map.of("agreed", false));
        assertThat(mute.status()).isEqualTo(422);
        assertThat(api(person(Role.CASE_WORKER, ngo))
                        .get("/api/v1/decisions/" + id)
                        .status())
                .isEqualTo(404);
        assertThat(api(supervisor.username())
                        .post("/api/v1/decisions/" + id + "/verdict", Map.of("agreed", false, "reason", "Trop vague"))
                        .status())
                .isEqualTo(200);
        assertThat(done(plans.of(worker, code)).getFirst().words().returnReason())
                .isEqualTo("Trop vague");
    }

    /** Who must act is rung when the work arrives, and who asked when it is decided. */
    @Test
    void theBellRingsForWhoMustActAndForWhoAsked() {
        String code = assessed();
        int before = unread(supervisor.username());
        Plan plan = submitted(code);
        assertThat(unread(supervisor.username())).isEqualTo(before + 1);
        int asked = unread(worker.username());
        done(plans.decide(supervisor, code, plan.id(), true, null));
        assertThat(unread(worker.username())).isEqualTo(asked + 1);
    }

    private int unread(String who) {
        return api(who).get("/api/v1/notices").json().path("unread").asInt();
    }

    /** As on other lists: on its last day and on no other, for who decides and for who asked; after it, it is late. */
    @Test
    void theLastDayIsMarked() {
        submitted(active());
        List<Integer> marked = new ArrayList<>();
        for (int day = 0; day < 8; day++) {
            String decides =
                    rows(browser(supervisor.username()).get("/decisions").body(), "w-me");
            assertThat(rows(browser(worker.username()).get("/decisions").body(), "w-mine")
                            .contains("Aujourd’hui"))
                    .isEqualTo(decides.contains("Aujourd’hui"));
            if (decides.contains("Aujourd’hui")) marked.add(day);
            else assertThat(decides.contains("badge--late")).as("day " + day).isEqualTo(!marked.isEmpty());
            clock.moveTo(clock.instant().plus(Duration.ofDays(1)));
        }
        assertThat(marked).hasSize(1);
    }

    private static String rows(String page, String heading) {
        return page.split("id=\"" + heading + "\"")[1].split("</section>")[0];
    }

    @Test
    void thePageShowsWhatChangedSideBySide() {
        String code = active();
        Plan next = submitted(code);
        String id = waitingId(supervisor.username(), code);
        var visit = browser(supervisor.username());
        assertThat(visit.get("/decisions").body()).contains(code, "/decisions/" + id);
        assertThat(visit.get("/decisions/" + id).body())
                .contains("Elle veut lire", "Aller à l’école", "/decisions/" + id + "/verdict");
        assertThat(browser(worker.username()).get("/decisions/" + id).body())
                .contains("/decisions/" + id + "/withdrawal", supervisor.code())
                .doesNotContain("/decisions/" + id + "/verdict");
        assertThat(next.number()).isEqualTo(2);
    }

    /** What the application's own logins may not do, whatever the application lets them. */
    @Test
    void noLoginWritesADecisionOrApprovesAPlan() throws SQLException {
        String code = assessed();
        Plan plan = submitted(code);
        Instant now = MORNING.plusSeconds(600);
        String insert =
                "insert into access.decision (id, kind, subject, version, authors, proposed_by, proposed_at) values (gen_random_uuid(), 'PLAN', '"
                        + plan.id() + "', 9, '{}', '" + worker.personId() + "', now())";
        String agree = "update access.decision set state = 'AGREED', ended_at = now(), decided_by = '"
                + supervisor.personId() + "'";
        for (Actor who : List.of(
                worker,
                supervisor,
                actor(person(Role.DATA_PROTECTION_OFFICER, ngo)),
                actor(person(Role.SYSTEM_ADMINISTRATOR, ngo)),
                actor(person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT))))) {
            assertThat(LoginSql.refusal(who, now, insert)).contains("permission denied");
            assertThat(LoginSql.refusal(who, now, agree)).contains("permission denied");
            if (who.compartment() != Compartment.PROTECTION) continue;
            assertThat(LoginSql.refusal(
                            who, now, "update cases.plan set status = 'APPROVED' where id = '" + plan.id() + "'"))
                    .contains("cases.plan-not-decided");
            assertThat(LoginSql.refusal(
                            who,
                            now,
                            "update cases.plan set authors = '{}', version = 1 where id = '" + plan.id() + "'"))
                    .contains("permission denied");
            assertThat(LoginSql.refusal(
                            who,
                            now,
                            "update cases.plan_goal set service = 'OTHER' where plan_id = '" + plan.id() + "'"))
                    .contains("cases.plan-fixed");
        }
        String id = waitingId(supervisor.username(), code);
        assertThat(LoginSql.answer(worker, now, "select access.decide('" + id + "', true, null)"))
                .isEqualTo("OWN_WORK");
        assertThat(LoginSql.answer(
                        actor(person(Role.CASE_WORKER, ngo)), now, "select access.decide('" + id + "', true, null)"))
                .isEqualTo("FORBIDDEN");
        assertThat(LoginSql.answer(supervisor, now, "select access.withdraw('" + id + "')"))
                .isEqualTo("FORBIDDEN");
    }

    /** Where the only supervisor wrote the plan, the structure's deputy sees exactly this, decides, and sees nothing afterwards. */
    @Test
    void theDeputyDecidesWhatTheOnlySupervisorWrote() {
        String code = assessed();
        Actor deputy = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        provisioning.deputise(Map.of(ngo.id(), deputy.personId()), BEGINNING);
        Plan plan = done(plans.draft(supervisor, code, rewritten(drafted(code))));
        assertThat(cases.find(deputy, code)).isEmpty();
        done(plans.submit(supervisor, code, plan.id()));
        assertThat(cases.find(deputy, code)).isPresent();
        assertThat(api(deputy.username())
                        .get("/api/v1/cases/" + code + "/identity")
                        .status())
                .isEqualTo(404);
        assertThat(plans.draft(deputy, code, rewritten(plan))).isNotInstanceOf(Outcome.Done.class);
        String id = waitingId(deputy.username(), code);
        assertThat(browser(deputy.username()).get("/decisions/" + id).body()).contains("Tout autre chose");
        assertThat(api(deputy.username())
                        .post("/api/v1/decisions/" + id + "/verdict", YES)
                        .status())
                .isIn(200, 204);
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.ACTIVE);
        clock.moveTo(MORNING.plusSeconds(3600));
        assertThat(cases.find(deputy, code)).isEmpty();
        // what a worker wrote is for the structure's own supervisor: nobody else is called
        Plan second = submitted(code);
        assertThat(cases.find(deputy, code)).isEmpty();
        done(plans.decide(supervisor, code, second.id(), true, null));
    }

    /** A worker who names the honest supervisor as an author would choose who decides. */
    @Test
    void whoWroteItIsReadFromTheRecordAndOnlyWhoAskedReplacesIt() throws SQLException {
        String code = assessed();
        Plan plan = submitted(code);
        String anew =
                "select access.propose(gen_random_uuid(), 'PLAN', '" + now(code).id() + "', '" + plan.id() + "', "
                        + done(plans.of(worker, code)).getFirst().version() + ", array%s::uuid[], null, null)";
        Instant moment = clock.instant();
        assertThat(LoginSql.refusal(worker, moment, anew.formatted("['" + supervisor.personId() + "']")))
                .contains("access.not-its-author");
        assertThat(LoginSql.refusal(supervisor, moment, anew.formatted("[]"))).contains("access.waits-of-another");
        assertThat(LoginSql.refusal(worker, moment, anew.formatted("[]"))).isEmpty();
        Proposal other = Proposal.onFile(Plans.KIND, now(code).id(), plan.id(), plan.version());
        assertThatThrownBy(() -> transactions.as(supervisor, () -> decisions.propose(supervisor, other)))
                .hasMessageContaining("409");
    }

    /** Who lost the file asks for nothing on it any more. */
    @Test
    void whatIsAskedByWhoLeftIsNotAgreedTo() {
        String code = assessed();
        Plan plan = submitted(code);
        JsonNode seen = decision(supervisor.username(), plan);
        TestDatabase.ownerDoes(
                "update access.person set contract_until = '2015-11-16' where id = '" + worker.personId() + "'");
        String verdict = "/api/v1/decisions/" + seen.path("id").asString() + "/verdict";
        var answer = api(supervisor.username()).post(verdict, YES);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("access.proposer-left");
        assertThat(api(supervisor.username())
                        .post(verdict, Map.of("agreed", false, "reason", "Elle est partie"))
                        .status())
                .isEqualTo(200);
    }

    /** What nobody could decide says who can name somebody, which is not who proposed it, and comes to whom they name. */
    @Test
    void whatWaitedBeforeComesToANewDeputy() {
        String code = assessed();
        Actor deputy = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        String officer = person(Role.DATA_PROTECTION_OFFICER, ngo);
        Plan plan = done(plans.draft(supervisor, code, rewritten(drafted(code))));
        done(plans.submit(supervisor, code, plan.id()));
        String waits = decision(supervisor.username(), plan).path("id").asString();
        assertThat(browser(supervisor.username()).get("/decisions/" + waits).body())
                .contains("L’administration propose un suppléant");
        Map<String, Object> named = Map.of("structure", ngo.code(), "person", deputy.username());
        assertThat(api(supervisor.username()).post("/api/v1/deputies", named).status())
                .isEqualTo(403);
        assertThat(api(person(Role.SYSTEM_ADMINISTRATOR, ngo))
                        .post("/api/v1/deputies", named)
                        .status())
                .isEqualTo(201);
        assertThat(waitingId(deputy.username(), code)).isEmpty();
        int before = api(deputy.username())
                .get("/api/v1/notices")
                .json()
                .path("unread")
                .asInt();
        assertThat(api(officer)
                        .post("/api/v1/decisions/" + waitingId(officer, ngo.code()) + "/verdict", YES)
                        .status())
                .isEqualTo(200);
        assertThat(waitingId(deputy.username(), code)).isEqualTo(waits);
        assertThat(api(deputy.username())
                        .get("/api/v1/notices")
                        .json()
                        .path("unread")
                        .asInt())
                .isGreaterThan(before);
        assertThat(api(deputy.username())
                        .post("/api/v1/decisions/" + waits + "/verdict", YES)
                        .status())
                .isIn(200, 204);
    }
}
