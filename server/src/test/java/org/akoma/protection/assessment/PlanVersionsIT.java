package org.akoma.protection.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.Visit;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.forms.BothDoors;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** No goal of a plan ends unsaid because a new version leaves it out. */
class PlanVersionsIT extends CareHouse {

    @Autowired
    Decisions decisions;

    private PlanGoal goal(String aim) {
        return new PlanGoal(
                Ids.next(),
                1,
                "LT_EDU_FORMAL",
                null,
                TODAY,
                TODAY.plusDays(90),
                worker.personId(),
                PlanGoal.Met.OPEN,
                new PlanGoal.SealedText(aim, "80 % de présence"));
    }

    private Plan drafted(String code, PlanGoal... goals) {
        return done(plans.draft(worker, code, new DraftPlan(Ids.next(), null, "Elle veut lire", null, List.of(goals))));
    }

    private Plan inForce(String code) {
        return done(plans.of(worker, code)).stream()
                .filter(plan -> plan.status() == Plan.Status.APPROVED)
                .findFirst()
                .orElseThrow();
    }

    private PlanGoal running(String code) {
        return inForce(code).goals().getFirst();
    }

    private UUID request(Plan plan) {
        return transactions
                .as(supervisor, () -> decisions.waiting(Plans.KIND, plan.id()).orElseThrow())
                .id();
    }

    private static List<String> row(int n, UUID continues, String... more) {
        List<String> sent = new ArrayList<>(List.of(
                "continues-" + n,
                continues.toString(),
                "service-" + n,
                "LT_EDU_FORMAL",
                "aim-" + n,
                "Aller à l’école"));
        sent.addAll(Arrays.asList(more));
        return sent;
    }

    private static Answer handedIn(Visit visit, String page, List<String> sent) {
        List<String> all = new ArrayList<>(sent);
        all.addAll(List.of("childsPart", "Elle veut lire", "submit", "true"));
        return visit.post(page, all.toArray(String[]::new));
    }

    /** Nobody plans for a child whom nobody assessed, so the first page of the file leads to the assessment. */
    @Test
    void beforeTheAssessmentNothingLeadsToThePlan() {
        Visit visit = browser(worker.username());
        assertThat(visit.get("/cases/" + file("F", 12)).body())
                .contains("Aucun plan n’est écrit", "/assessment\">Évaluer l’enfant")
                .doesNotContain("Écrire le plan");
        assertThat(visit.get("/cases/" + assessed()).body()).contains("/plan\">Écrire le plan");
    }

    @Test
    void thePageBeginsWithWhatGoesOnAndAsksHowAGoalEnds() {
        String code = active();
        UUID old = running(code).id();
        String page = "/cases/" + code + "/plan";
        Visit visit = browser(worker.username());
        assertThat(visit.get(page).body())
                .contains("name=\"continues-1\" value=\"" + old + "\"", "Les objectifs en cours du plan en vigueur")
                .contains("Motif, obligatoire si l’objectif est abandonné")
                .doesNotContain("est abandonné (facultatif)", "Motif, pour abandonner (facultatif)");
        Answer emptied = handedIn(visit, page, List.of("continues-1", old.toString()));
        assertThat(emptied.status()).isEqualTo(422);
        assertThat(BothDoors.onThePage(emptied)).containsKeys("aim-1", "service-1");
        List<String> sewing = new ArrayList<>(
                List.of("aim-2", "Apprendre la couture", "service-2", "LT_EDU_FORMAL", "measure-2", "Elle coud"));
        sewing.addAll(List.of("endsOn-2-day", "1", "endsOn-2-month", "12", "endsOn-2-year", "2016"));
        List<String> mute = row(1, old, "met-1", "DROPPED");
        mute.addAll(sewing);
        Answer unreasoned = handedIn(visit, page, mute);
        assertThat(BothDoors.onThePage(unreasoned)).containsOnlyKeys("outcomeReason-1");
        Plan draft = done(plans.of(worker, code)).getFirst();
        assertThat(draft.status()).isEqualTo(Plan.Status.DRAFT);
        List<String> sent = row(1, old, "met-1", "DROPPED", "outcomeReason-1", "Elle préfère la couture");
        sent.addAll(sewing);
        sent.addAll(List.of("id", draft.id().toString(), "version", String.valueOf(draft.version())));
        assertThat(handedIn(visit, page, sent).status()).isEqualTo(303);
        Plan second = done(plans.of(worker, code)).getFirst();
        assertThat(second.status()).isEqualTo(Plan.Status.SUBMITTED);
        assertThat(running(code).met()).isEqualTo(PlanGoal.Met.OPEN);
        String decision = "/decisions/" + request(second);
        Visit decides = browser(supervisor.username());
        assertThat(decides.get(decision).body())
                .contains("Objectifs qui prennent fin", "Abandonné", "Elle préfère la couture", "Nouveaux objectifs")
                .doesNotContain("goalsOn");
        assertThat(decides.post(decision + "/verdict", "agreed", "true").status())
                .isEqualTo(303);
        List<Plan> all = done(plans.of(worker, code));
        assertThat(all.getFirst().status()).isEqualTo(Plan.Status.APPROVED);
        assertThat(all.getLast().goals().getFirst().met()).isEqualTo(PlanGoal.Met.DROPPED);
    }

    /** The scenario of the demo words a goal as its service is called. */
    @Test
    void aGoalThatIsWordedAsItsServiceIsSaidOnce() {
        String code = active();
        Plan second = drafted(code, goal("Scolarité").continuing(running(code).id()));
        done(plans.submit(worker, code, second.id()));
        Visit decides = browser(supervisor.username());
        for (String page : List.of("/decisions/" + request(second), "/cases/" + code + "/plan"))
            assertThat(decides.get(page).body())
                    .as(page)
                    .contains("Scolarité", "Aller à l’école")
                    .doesNotContain("Scolarité · Scolarité")
                    .doesNotContainPattern("<b>Scolarité</b><span\\s+class=\"muted\">Scolarité");
    }

    @Test
    void aGoalThatGoesOnIsShownBesideWhatItWas() {
        String code = active();
        Plan second = drafted(
                code, goal("Passer en quatrième").continuing(running(code).id()));
        done(plans.submit(worker, code, second.id()));
        String shown = browser(supervisor.username())
                .get("/decisions/" + request(second))
                .body();
        assertThat(shown)
                .contains("Objectifs qui continuent", "Aller à l’école · Scolarité", "Passer en quatrième · Scolarité");
        done(plans.decide(supervisor, code, second.id(), true, null));
        Plan first = done(plans.of(worker, code)).getLast();
        assertThat(first.goals().getFirst().met()).isEqualTo(PlanGoal.Met.OPEN);
        assertThat(browser(worker.username()).get("/cases/" + code + "/plan").body())
                .contains("Repris dans la version suivante");
    }

    @Test
    void programsLeaveNoGoalOutEither() {
        String code = active();
        UUID old = running(code).id();
        String address = "/api/v1/cases/" + code + "/plans";
        var program = api(worker.username());
        Answer twice = program.post(address, Map.of("goals", List.of(sent(old), sent(old))));
        assertThat(twice.status()).isEqualTo(422);
        assertThat(twice.body()).contains("goals[1].continues", "cases.goal-continues-none");
        assertThat(program.post(address, Map.of("goals", List.of(sent(Ids.next()))))
                        .body())
                .contains("goals[0].continues", "cases.goal-continues-none");
        Answer made = program.post(address, Map.of("goals", List.of(sent(null))));
        assertThat(made.status()).isEqualTo(201);
        String plan = made.json().path("id").asString();
        Answer left = program.post(address + "/" + plan + "/submission", Map.of());
        assertThat(left.status()).isEqualTo(422);
        assertThat(left.body()).contains("cases.goal-left-out", "Aller à l’école");
        Map<String, Object> dropped = sent(old);
        dropped.put("met", "DROPPED");
        assertThat(program.put(address + "/" + plan, Map.of("goals", List.of(sent(null), dropped)), "1")
                        .status())
                .isEqualTo(200);
        assertThat(program.post(address + "/" + plan + "/submission", Map.of()).body())
                .contains("goals[1].outcomeReason", "cases.goal-drop-reason");
        dropped.put("outcomeReason", "Elle préfère la couture");
        assertThat(program.put(address + "/" + plan, Map.of("goals", List.of(sent(null), dropped)), "2")
                        .status())
                .isEqualTo(200);
        assertThat(program.post(address + "/" + plan + "/submission", Map.of()).status())
                .isEqualTo(200);
    }

    private Map<String, Object> sent(UUID continues) {
        Map<String, Object> goal = new HashMap<>(Map.of(
                "id",
                Ids.next(),
                "aim",
                "Coudre",
                "service",
                "LT_EDU_FORMAL",
                "measure",
                "Elle coud",
                "endsOn",
                TODAY.plusDays(90).toString()));
        if (continues != null) goal.put("continues", continues);
        return goal;
    }

    /** The worker says that a goal was met, hands in a version without it, and reopens it before the supervisor agrees. */
    @Test
    void aGoalThatIsReopenedBeforeTheDecisionIsNotLeftBehind() {
        String code = active();
        PlanGoal old = running(code);
        done(plans.mark(worker, code, old.id(), PlanGoal.Met.MET));
        Plan second = drafted(code, goal("Coudre"));
        done(plans.submit(worker, code, second.id()));
        assertThat(browser(supervisor.username())
                        .get("/decisions/" + request(second))
                        .body())
                .contains("Objectifs qui prennent fin", "Aller à l’école");
        done(plans.mark(worker, code, old.id(), PlanGoal.Met.OPEN));
        assertThat(refused(plans.decide(supervisor, code, second.id(), true, null)))
                .isEqualTo("cases.goal-left-out");
        done(plans.mark(worker, code, old.id(), PlanGoal.Met.NOT_MET));
        done(plans.decide(supervisor, code, second.id(), true, null));
    }

    @Test
    void noLoginLeavesAGoalOut() throws SQLException {
        String code = active();
        UUID old = running(code).id();
        Plan second = drafted(code, goal("Coudre"));
        String handIn =
                "update cases.plan set status = 'SUBMITTED', submitted_at = access.moment(), version = version + 1"
                        + " where id = '" + second.id() + "'";
        assertThat(LoginSql.refusal(worker, clock.instant(), handIn)).contains("cases.goal-left-out");
        PlanGoal elsewhere = running(active());
        assertThat(LoginSql.refusal(worker, clock.instant(), continuing(second, elsewhere.id())))
                .contains("cases.goal-continues-none");
        assertThat(LoginSql.refusal(worker, clock.instant(), continuing(second, old)))
                .isEmpty();
        done(plans.draft(
                worker,
                code,
                new DraftPlan(
                        second.id(),
                        second.version(),
                        null,
                        null,
                        List.of(second.goals().getFirst().continuing(old)))));
        done(plans.submit(worker, code, second.id()));
        String mark =
                "update cases.plan_goal set met = 'MET', version = version + 1 where plan_id = '" + second.id() + "'";
        assertThat(LoginSql.refusal(worker, clock.instant(), mark)).contains("cases.plan-fixed");
        assertThat(LoginSql.refusal(
                        worker,
                        clock.instant(),
                        "update cases.plan_goal set continues = null where plan_id = '" + second.id() + "'"))
                .contains("cases.plan-fixed");
    }

    private static String continuing(Plan plan, UUID goal) {
        return "update cases.plan_goal set continues = '" + goal + "' where plan_id = '" + plan.id() + "'";
    }
}
