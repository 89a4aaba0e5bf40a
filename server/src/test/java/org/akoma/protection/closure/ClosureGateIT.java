package org.akoma.protection.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.protection.assessment.Assessment;
import org.akoma.protection.assessment.Plan;
import org.akoma.protection.assessment.PlanGoal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.identity.Identity;
import org.akoma.protection.identity.OpenCase;
import org.akoma.protection.identity.SomeChild;
import org.akoma.protection.placement.CareHouse;
import org.akoma.protection.placement.SearchStep;
import org.akoma.protection.placement.Searches;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ways past the criteria of closing that must stay shut, by API, page and SQL ({@code trust.md 3}). */
class ClosureGateIT extends CareHouse {

    @Autowired
    Searches searches;

    @Autowired
    Reopenings reopenings;

    @Autowired
    JdbcClient jdbc;

    private static Map<String, Object> because(String code) {
        return new HashMap<>(Map.of("code", code, "details", "audit"));
    }

    private Answer ask(String code, String why) {
        return api(worker.username()).post("/api/v1/cases/" + code + "/closure", because(why));
    }

    private Answer decide(String code) {
        return api(supervisor.username())
                .post(
                        "/api/v1/cases/" + code + "/closure/decision",
                        Map.of("decision", "CLOSED", "reason", "Elle ne peut pas être évaluée"));
    }

    private String born(int age, String day) {
        OpenCase child = SomeChild.aged("F", age, "Baobab");
        Identity known = Identity.alias("Baobab").born(java.time.LocalDate.parse(day), "BIRTH_CERTIFICATE");
        String code = opened(new OpenCase(
                        child.id(),
                        null,
                        null,
                        "F",
                        age,
                        false,
                        "BF",
                        "CI",
                        "COCOA",
                        null,
                        CaseFile.VictimStatus.CONFIRMED_VICTIM,
                        null,
                        known,
                        null,
                        null))
                .code();
        done(assess(worker, code, Assessment.Kind.INITIAL, CaseFile.Risk.MEDIUM));
        done(plans.decide(supervisor, code, submitted(code).id(), true, null));
        return code;
    }

    /** A status closes no child's file past its plan, and no status makes an adult: by API and SQL. */
    @Test
    void whoHadAPlanIsNotClosedAsNoVictim() {
        String code = active();
        Map<String, Object> adult = new HashMap<>(
                Map.of("status", "ADULT", "organisation", "Police", "decidedOn", "2015-11-16", "reason", "Sa carte"));
        String address = "/api/v1/cases/" + code + "/victim-status";
        assertThat(api(supervisor.username()).post(address, adult).body()).contains("cases.adult-by-age");
        String straight =
                "insert into cases.victim_decision (id, file_id, status, organisation, decided_on, recorded_by,"
                        + " recorded_at, sealed) select gen_random_uuid(), id, 'ADULT', 'Police', '2015-11-16',"
                        + " access.actor(), access.moment(), 'x' from cases.case_file where code = '"
                        + code + "'";
        assertThatThrownBy(() ->
                        transactions.doAs(supervisor, () -> jdbc.sql(straight).update()))
                .hasStackTraceContaining("cases.adult-by-age");
        adult.put("status", "NOT_A_VICTIM");
        adult.put("decidedOn", "1990-01-01");
        assertThat(api(supervisor.username()).post(address, adult).body()).contains("cases.before-found");
        adult.put("decidedOn", "2015-11-16");
        var custodian = actor(person(org.akoma.ground.access.Role.DATA_PROTECTION_OFFICER, ngo));
        var manager = actor(person(org.akoma.ground.access.Role.PROJECT_MANAGER, ngo));
        int before = bells(worker, "task");
        assertThat(api(supervisor.username()).post(address, adult).status()).isEqualTo(201);
        assertThat(bells(worker, "task"))
                .as("who follows the child hears of it")
                .isGreaterThan(before);
        assertThat(bells(custodian, "alert") * bells(manager, "alert"))
                .as("and people outside the structure")
                .isPositive();
        assertThat(ask(code, "NOT_A_VICTIM").body()).contains("cases.closure-criteria");
    }

    /** A goal that was reached meanwhile is not dropped by what was asked for before. */
    @Test
    void aGoalThatWasMetSinceIsNotDropped() {
        String code = active();
        PlanGoal goal = plan(code).goals().getFirst();
        String address = "/api/v1/cases/" + code + "/plans/goals/" + goal.id();
        assertThat(api(worker.username())
                        .send(
                                "PUT",
                                address,
                                "application/json",
                                "{\"met\":\"DROPPED\",\"reason\":\"Pas de place\"}",
                                "If-Match",
                                "1")
                        .status())
                .isLessThan(300);
        var waiting = waiting("GOAL_DROP", goal.id());
        done(plans.mark(worker, code, goal.id(), PlanGoal.Met.MET));
        assertThat(refused(plans.decideDrop(supervisor, code, waiting, true, null)))
                .isEqualTo("access.decision-changed");
        assertThat(plan(code).goals().getFirst().met()).isEqualTo(PlanGoal.Met.MET);
    }

    private Plan plan(String code) {
        return done(plans.of(worker, code)).getFirst();
    }

    /** A death is heard of outside the structure. */
    @Test
    void aDeathRingsTheDataProtectionOfficer() {
        var custodian = actor(person(org.akoma.ground.access.Role.DATA_PROTECTION_OFFICER, ngo));
        String code = file("F", 12);
        assertThat(ask(code, "DEATH").status()).isEqualTo(201);
        assertThat(bells(custodian, "alert")).isZero();
        assertThat(decide(code).status()).isEqualTo(200);
        assertThat(bells(custodian, "alert")).isEqualTo(1);
    }

    private static int bells(org.akoma.ground.access.Actor person, String kind) {
        try (var owner = org.akoma.ground.database.TestDatabase.connectAs(
                        org.akoma.ground.database.Compartment.MIGRATOR);
                var ask = owner.createStatement();
                var row = ask.executeQuery("select count(*) from notices.bell where person_id = '" + person.personId()
                        + "' and kind = '" + kind + "'")) {
            row.next();
            return row.getInt(1);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void seventeenByTheBirthDateIsNotEighteen() {
        Answer young = ask(born(17, "1998-10-01"), "TURNED_18_WITH_LEAVING_PLAN");
        assertThat(young.status()).isEqualTo(422);
        assertThat(young.body()).contains("cases.closure-not-18");
        assertThat(ask(born(17, "1997-11-16"), "TURNED_18_WITH_LEAVING_PLAN").status())
                .isEqualTo(201);
    }

    /** What is not met leads to the page that mends it; what was typed counts; a closed file says how it ended. */
    @Test
    void thePageLeadsFromEachCriterion() {
        String code = active();
        Visit page = browser(worker.username());
        String address = "/cases/" + code + "/closure";
        String missing = "L’avis de l’enfant ou de la personne qui s’en occupe manque";
        assertThat(page.get(address).body())
                .contains(missing, address + "#childsView", "/cases/" + code + "/risk\"", "Ouvrir les visites");
        Answer refused = page.post(
                address,
                "code",
                "PLAN_GOALS_MET",
                "childsView",
                "Elle est d’accord",
                "caregiversView",
                "D’accord",
                "whomToCall",
                "SW-01");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Ouvrir le plan").doesNotContain(missing, address + "#whomToCall");
        String grown = grown();
        assertThat(ask(grown, "TURNED_18_WITH_LEAVING_PLAN").status()).isEqualTo(201);
        assertThat(decide(grown).status()).isEqualTo(200);
        assertThat(page.get("/cases/" + grown + "/closure").body())
                .contains("Dossier clos", worker.code(), supervisor.code(), "Décidé par")
                .doesNotContain("id=\"criteria\"");
    }

    @Test
    void nobodyIsTransferredByAWord() {
        String code = active();
        Answer answer = ask(code, "TRANSFERRED");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("cases.closure-transfer");
        Visit page = browser(worker.username());
        assertThat(page.get("/cases/" + code + "/closure").body())
                .contains("value=\"DEATH\"")
                .doesNotContain("value=\"TRANSFERRED\"");
        assertThat(page.post("/cases/" + code + "/closure", "code", "TRANSFERRED", "details", "audit")
                        .status())
                .isEqualTo(422);
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.ACTIVE);
    }

    @Test
    void whoIsLostAfterTheRequestIsNotClosed() {
        String code = grown();
        assertThat(ask(code, "TURNED_18_WITH_LEAVING_PLAN").status()).isEqualTo(201);
        done(searches.step(
                worker,
                code,
                Ids.next(),
                SearchStep.Step.FLAGGED,
                new SearchStep.SealedText(null, "Personne au centre")));
        Answer closing = decide(code);
        assertThat(closing.status()).isEqualTo(422);
        assertThat(closing.body()).contains("cases.closure-lost");
        Visit page = browser(supervisor.username());
        assertThat(page.get("/cases/" + code + "/closure").body()).containsPattern("/decisions/[-0-9a-f]{36}\"");
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.CLOSURE_REQUESTED);
        assertThat(api(worker.username())
                        .post("/api/v1/cases/" + code + "/closure/withdrawal", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.ACTIVE);
    }

    @Test
    void onesOwnRequestCanBeWithdrawnAndNobodyElsesCan() {
        String code = grown();
        assertThat(ask(code, "TURNED_18_WITH_LEAVING_PLAN").status()).isEqualTo(201);
        String address = "/api/v1/cases/" + code + "/closure/withdrawal";
        assertThat(api(supervisor.username()).post(address, Map.of()).body()).contains("cases.not-own-request");
        Visit page = browser(worker.username());
        assertThat(page.get("/cases/" + code + "/closure").body()).contains("/closure/withdrawal");
        assertThat(page.post("/cases/" + code + "/closure/withdrawal").status()).isEqualTo(303);
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.ACTIVE);
        assertThat(decide(code).body()).contains("cases.nothing-waits");
        assertThat(api(supervisor.username())
                        .post("/api/v1/cases/" + code + "/closure/decision", Map.of("decision", "WITHDRAWN"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void noLoginClosesAFileWithoutARequestThatAnotherGranted() {
        String code = active();
        String close = "update cases.case_file set status = 'CLOSED' where code = :code";
        assertThatThrownBy(() -> transactions.doAs(
                        supervisor, () -> jdbc.sql(close).param("code", code).update()))
                .hasStackTraceContaining("cases.closed-without-request");
        String lost = grown();
        assertThat(ask(lost, "TURNED_18_WITH_LEAVING_PLAN").status()).isEqualTo(201);
        done(searches.step(
                worker,
                lost,
                Ids.next(),
                SearchStep.Step.FLAGGED,
                new SearchStep.SealedText(null, "Personne au centre")));
        String decide = """
            update cases.closure set decision = 'CLOSED', decided_by = access.actor(), decided_at = access.moment()
             where file_id = (select id from cases.case_file where code = :code)\
            """;
        assertThatThrownBy(() -> transactions.doAs(
                        supervisor, () -> jdbc.sql(decide).param("code", lost).update()))
                .hasStackTraceContaining("cases.closure-lost");
    }

    @Test
    void noLoginDecidesAClosureOrAReopeningByItself() {
        String code = grown();
        assertThat(ask(code, "TURNED_18_WITH_LEAVING_PLAN").status()).isEqualTo(201);
        String decide = """
            update cases.closure set decision = 'CLOSED', decided_by = access.actor(), decided_at = access.moment()
             where file_id = (select id from cases.case_file where code = :code)\
            """;
        assertThatThrownBy(() -> transactions.doAs(
                        supervisor, () -> jdbc.sql(decide).param("code", code).update()))
                .hasStackTraceContaining("cases.closure-not-decided");
        staysAsWritten("closure", code);
        assertThat(decide(code).status()).isEqualTo(200);
        staysAsWritten("closure", code);
        done(reopenings.ask(worker, code, Ids.next(), "Vue au marché"));
        staysAsWritten("reopening", code);
        String grant = """
            update cases.reopening set granted = true, decided_by = access.actor(), decided_at = access.moment()
             where file_id = (select id from cases.case_file where code = :code)\
            """;
        assertThatThrownBy(() -> transactions.doAs(
                        supervisor, () -> jdbc.sql(grant).param("code", code).update()))
                .hasStackTraceContaining("cases.reopening-not-decided");
        String address = "/api/v1/cases/" + code + "/reopenings/withdrawal";
        assertThat(api(worker.username()).post(address, Map.of()).status()).isEqualTo(200);
        UUID anew = done(reopenings.ask(worker, code, Ids.next(), "Vue encore")).id();
        assertThat(refused(reopenings.decide(supervisor, code, true, null))).isEqualTo("access.request-not-named");
        done(reopenings.decide(supervisor, code, waiting(Reopenings.KIND, anew).id(), true, null));
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.REOPENED);
    }

    /** The words of who asked are nobody's to write again, and why it was decided so is written with the decision alone. */
    private void staysAsWritten(String table, String code) {
        String words = "update cases." + table
                + " set %s = decode(repeat('00', 60), 'hex') where file_id = (select id from cases.case_file where code = '"
                + code + "')";
        for (Actor who : List.of(worker, supervisor)) {
            assertThatThrownBy(() -> SqlAs.change(who, clock.instant(), words.formatted("sealed")))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> SqlAs.change(who, clock.instant(), words.formatted("verdict")))
                    .hasMessageMatching("(?s).*cases.(verdict-with-decision|closure-stays).*");
        }
    }

    @Test
    void aGoalIsDroppedWithAReasonAndAnotherPerson() {
        String code = active();
        PlanGoal goal = done(plans.of(worker, code)).getFirst().running().getFirst();
        String address = "/api/v1/cases/" + code + "/plans/goals/" + goal.id();
        Answer bare = api(worker.username())
                .send("PUT", address, "application/json", "{\"met\":\"DROPPED\"}", "If-Match", "1");
        assertThat(bare.body()).contains("cases.goal-drop-reason");
        Answer asked = api(worker.username())
                .send(
                        "PUT",
                        address,
                        "application/json",
                        "{\"met\":\"DROPPED\",\"reason\":\"Pas de place\"}",
                        "If-Match",
                        "1");
        assertThat(asked.status()).isEqualTo(202);
        assertThat(done(plans.of(worker, code)).getFirst().running()).hasSize(1);
        assertThat(browser(worker.username()).get("/cases/" + code + "/plan").body())
                .contains(
                        "Abandon demandé",
                        "/decisions/" + waiting("GOAL_DROP", goal.id()).id())
                .doesNotContain("/plan/goals/" + goal.id());
        String drop = "update cases.plan_goal set met = 'DROPPED' where id = '" + goal.id() + "'";
        assertThatThrownBy(() -> transactions.doAs(worker, () -> jdbc.sql(drop).update()))
                .hasStackTraceContaining("cases.goal-not-dropped");
        done(plans.decideDrop(supervisor, code, waiting("GOAL_DROP", goal.id()), true, null));
        assertThat(done(plans.of(worker, code)).getFirst().running()).isEmpty();
    }
}
