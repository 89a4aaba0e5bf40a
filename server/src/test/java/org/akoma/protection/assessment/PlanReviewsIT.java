package org.akoma.protection.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** T8: a review says what changed for each goal, comes oftener at higher risk, and at high risk counts once a supervisor confirmed it. */
class PlanReviewsIT extends CareHouse {

    @Autowired
    JdbcClient jdbc;

    private Plan inForce(String code) {
        return done(plans.of(worker, code)).getFirst();
    }

    private Answer review(Actor who, String code, UUID id, Map<UUID, String> changed) {
        return api(who.username())
                .post(
                        "/api/v1/cases/" + code + "/plans/review",
                        Map.of(
                                "id",
                                id,
                                "goals",
                                changed.entrySet().stream()
                                        .map(one -> Map.of("goal", one.getKey(), "changed", one.getValue()))
                                        .toList()));
    }

    private Map<UUID, String> said(String code) {
        return Map.of(inForce(code).goals().getFirst().id(), "Elle va en classe depuis lundi");
    }

    private void straight(Actor who, String sql, String code) {
        transactions.doAs(
                who,
                () -> jdbc.sql(sql + " where id = (select id from cases.case_file where code = :code)")
                        .param("code", code)
                        .update());
    }

    @Test
    void aReviewSaysWhatChangedForEachGoal() {
        String code = active();
        clock.moveTo(MORNING.plus(Duration.ofDays(50)));
        assertThat(review(worker, code, Ids.next(), Map.of()).body()).contains("cases.review-without-change");
        assertThat(review(worker, code, Ids.next(), Map.of(Ids.next(), "Rien")).body())
                .contains("cases.review-without-change");
        assertThatThrownBy(() -> straight(worker, "update cases.case_file set review_due = review_due + 40", code))
                .hasStackTraceContaining("cases.no-record: review_due");
        assertThat(now(code).reviewDue()).isEqualTo(TODAY.plusDays(60));

        UUID id = Ids.next();
        assertThat(review(worker, code, id, said(code)).status()).isEqualTo(201);
        assertThat(review(worker, code, id, said(code)).status()).isEqualTo(201);
        assertThat(review(
                                worker,
                                code,
                                id,
                                Map.of(inForce(code).goals().getFirst().id(), "Autre chose"))
                        .status())
                .isEqualTo(409);
        assertThat(now(code).reviewDue()).isEqualTo(TODAY.plusDays(110));
        assertThat(api(worker.username())
                        .get("/api/v1/cases/" + code + "/plans/reviews")
                        .body())
                .contains("Elle va en classe depuis lundi");
        Actor stranger = actor(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        assertThat(review(stranger, code, Ids.next(), said(code)).status()).isEqualTo(404);
        assertThat(api(stranger.username())
                        .get("/api/v1/cases/" + code + "/plans/reviews")
                        .status())
                .isEqualTo(404);
    }

    /** The task opens the form; what was refused in it is kept as its own draft, not as that of the plan. */
    @Test
    void theFormOfAReviewKeepsItsOwnWords() {
        String code = active();
        Visit page = browser(worker.username());
        String address = "/cases/" + code + "/plan";
        assertThat(page.get(address).body()).doesNotContain("id=\"review\" open");
        assertThat(page.get(address + "?review=now").body())
                .containsPattern("id=\"review\"[^>]*open=\"open\"")
                .contains("Objectif 1")
                .doesNotContain("data-refused");
        String goal = inForce(code).goals().getFirst().id().toString();
        String draft = Ids.next().toString();
        Answer refused = page.post(
                address + "/review",
                "id",
                Ids.next().toString(),
                "goal-1",
                goal,
                "changed-1",
                "",
                "draft.id",
                draft,
                "draft.form",
                "cases.review-plan");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().split("data-refused", -1)).hasSize(2);
        assertThat(refused.body().split(draft, -1))
                .as("the plan has another draft")
                .hasSize(2);
        String words = "Elle lit à Xanadou";
        Map<String, Object> kept = Map.of(
                "form",
                "cases.review-plan",
                "file",
                code,
                "at",
                address,
                "values",
                Map.of("goal-1", List.of(goal), "changed-1", List.of(words)));
        assertThat(api(worker.username())
                        .put("/api/v1/drafts/" + draft, kept, null)
                        .status())
                .isEqualTo(200);
        assertThat(page.get("/").body()).contains("Révision du plan", "draft=" + draft);
        assertThat(page.get(address + "?draft=" + draft).body()).containsOnlyOnce(words);
        assertThat(review(worker, code, Ids.next(), said(code)).status()).isEqualTo(201);
        assertThat(page.get("/").body()).doesNotContain("draft=" + draft);
    }

    @Test
    void atHighRiskASupervisorWhoDidNotMakeItConfirms() {
        String code = active();
        clock.moveTo(MORNING.plus(Duration.ofDays(10)));
        done(assess(worker, code, Assessment.Kind.REVIEW, CaseFile.Risk.HIGH));
        assertThat(now(code).reviewDue()).as("raised").isEqualTo(TODAY.plusDays(40));
        assertThatThrownBy(() -> straight(worker, "update cases.case_file set review_due = review_due + 15", code))
                .hasStackTraceContaining("cases.no-record: review_due");

        clock.moveTo(MORNING.plus(Duration.ofDays(30)));
        UUID id = Ids.next();
        assertThat(review(worker, code, id, said(code)).status()).isEqualTo(201);
        assertThat(now(code).reviewDue()).as("not confirmed").isEqualTo(TODAY.plusDays(40));
        assertThat(review(worker, code, Ids.next(), said(code)).body()).contains("cases.review-waits");
        assertThatThrownBy(() -> straight(worker, "update cases.case_file set review_due = review_due + 1", code))
                .hasStackTraceContaining("cases.no-record: review_due");
        for (Actor who : List.of(worker, supervisor))
            assertThatThrownBy(() -> transactions.doAs(
                            who,
                            () -> jdbc.sql("update cases.plan_review set confirmed_at = access.moment(), confirmed_by"
                                            + " = access.actor() where id = :id")
                                    .param("id", id)
                                    .update()))
                    .as(who.username())
                    .isInstanceOf(RuntimeException.class);
        assertThat(browser(worker.username()).get("/cases/" + code + "/plan").body())
                .contains("Une révision attend l’accord d’un superviseur", "attend la supervision")
                .doesNotContain("pas confirmée", "confirmée par");

        UUID request = transactions
                .as(supervisor, () -> decisions.waiting(PlanReviews.KIND, id).orElseThrow())
                .id();
        String verdict = "/api/v1/decisions/" + request + "/verdict";
        assertThat(api(worker.username()).post(verdict, Map.of("agreed", true)).status())
                .isEqualTo(403);
        Visit decides = browser(supervisor.username());
        assertThat(decides.get("/decisions/" + request).body())
                .contains("Révision du plan", "Ce qui a changé", "Elle va en classe depuis lundi");
        assertThat(api(supervisor.username())
                        .post(verdict, Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        assertThat(now(code).reviewDue()).isEqualTo(TODAY.plusDays(60));
        assertThat(browser(worker.username()).get("/cases/" + code + "/plan").body())
                .contains("confirmée par");
    }

    @Test
    void whatASupervisorRefusesIsDoneAgain() {
        String code = active();
        done(assess(worker, code, Assessment.Kind.REVIEW, CaseFile.Risk.HIGH));
        UUID id = Ids.next();
        assertThat(review(supervisor, code, id, said(code)).status()).isEqualTo(201);
        UUID request = transactions
                .as(worker, () -> decisions.waiting(PlanReviews.KIND, id).orElseThrow())
                .id();
        String verdict = "/api/v1/decisions/" + request + "/verdict";
        assertThat(api(supervisor.username())
                        .post(verdict, Map.of("agreed", true))
                        .status())
                .as("the one who made it")
                .isEqualTo(403);
        Actor colleague = actor(person(Role.CASE_SUPERVISOR, ngo));
        assertThat(api(colleague.username())
                        .post(verdict, Map.of("agreed", false, "reason", "Rien sur la famille"))
                        .status())
                .isIn(200, 404);
        assertThat(now(code).reviewDue()).isEqualTo(TODAY.plusDays(30));
    }

    @Test
    void thePageAsksForEachGoal() {
        String code = active();
        Visit visit = browser(worker.username());
        String page = "/cases/" + code + "/plan";
        assertThat(visit.get(page).body()).contains("Réviser le plan, sans changement", "tous les 60 jours");
        UUID goal = inForce(code).goals().getFirst().id();
        String id = Ids.next().toString();
        Answer wrong = visit.post(page + "/review", "id", id, "goal-1", goal.toString(), "changed-1", "");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("Dites ce qui a changé", "changed-1-error");
        assertThat(visit.post(page + "/review", "id", id, "goal-1", goal.toString(), "changed-1", "Elle lit")
                        .status())
                .isEqualTo(303);
        assertThat(visit.get(page).body()).contains("Révisions du plan", "Elle lit");
    }
}
