package org.akoma.protection.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.akoma.Ids;
import org.akoma.ground.access.Role;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.overview.AssignCase;
import org.akoma.protection.overview.Assignments;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From a draft to the plan in force. */
class PlansIT extends CareHouse {

    @Autowired
    Assignments assignments;

    @Test
    void nobodyPlansForAChildWhomNobodyAssessed() {
        assertThat(refused(plans.draft(worker, file("F", 12), new DraftPlan(Ids.next(), null, null, null, List.of()))))
                .isEqualTo("cases.not-assessed");
    }

    @Test
    void aWorkerApprovesNothingAndASupervisorNotTheirOwn() {
        String code = assessed();
        Plan waiting = submitted(code);
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.PLAN_PENDING);
        assertThat(plans.decide(worker, code, waiting.id(), true, null)).isInstanceOf(Outcome.Forbidden.class);
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.PLAN_PENDING);
    }

    @Test
    void aReturnedPlanComesBackBetter() {
        String code = assessed();
        Plan waiting = submitted(code);
        assertThat(refused(plans.decide(supervisor, code, waiting.id(), false, null)))
                .isEqualTo("form.required");
        Plan returned = done(plans.decide(supervisor, code, waiting.id(), false, "Trop vague"));
        assertThat(returned.words().returnReason()).isEqualTo("Trop vague");
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.ASSESSED);
        DraftPlan better = new DraftPlan(returned.id(), returned.version(), "Lire", null, returned.goals());
        done(plans.draft(worker, code, better));
        assertThat(plans.draft(worker, code, better)).isInstanceOf(Outcome.Stale.class);
        done(plans.submit(worker, code, returned.id()));
        done(plans.decide(supervisor, code, returned.id(), true, null));
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.ACTIVE);
        assertThat(now(code).planApprovedOn()).isEqualTo(TODAY);
        assertThat(now(code).reviewDue()).isEqualTo(TODAY.plusDays(60));
    }

    @Test
    void aNewVersionReplacesTheOld() {
        String code = active();
        Plan first = done(plans.of(worker, code)).getFirst();
        done(plans.mark(worker, code, first.goals().getFirst().id(), PlanGoal.Met.MET));
        Plan second = submitted(code);
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.ACTIVE);
        done(plans.decide(supervisor, code, second.id(), true, null));
        List<Plan> all = done(plans.of(worker, code));
        assertThat(all).extracting(Plan::status).containsExactly(Plan.Status.APPROVED, Plan.Status.REPLACED);
        assertThat(all).extracting(Plan::number).containsExactly(2, 1);
        assertThat(all.get(1).goals().getFirst().met()).isEqualTo(PlanGoal.Met.MET);
        assertThat(plans.mark(worker, code, first.goals().getFirst().id(), PlanGoal.Met.NOT_MET))
                .isInstanceOf(Outcome.NotFound.class);
    }

    /** What waits for a decision stays with its supervisor until another one was agreed to, and one who decided is asked no more. */
    @Test
    void whatWaitsFollowsTheFileToItsNewSupervisor() {
        String code = assessed();
        Plan waiting = submitted(code);
        String other = person(Role.CASE_SUPERVISOR, ngo);
        String taker = person(Role.CASE_WORKER, ngo, null, actor(other).personId());
        assertThat(asked(supervisor.username())).contains("cases.approve-plan " + code);
        assertThat(asked(other)).noneMatch(task -> task.endsWith(code));
        done(assignments.assign(supervisor, code, new AssignCase(taker)));
        assertThat(asked(supervisor.username())).contains("cases.approve-plan " + code);
        String change = api(supervisor.username())
                .post(
                        "/api/v1/cases/" + code + "/supervisor",
                        Map.of("supervisor", other, "why", "Elle suit cette équipe"))
                .json()
                .path("decision")
                .asString();
        assertThat(asked(supervisor.username())).contains("cases.approve-plan " + code);
        assertThat(api(other)
                        .post("/api/v1/decisions/" + change + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        assertThat(asked(supervisor.username())).noneMatch(task -> task.endsWith(code));
        assertThat(asked(other)).contains("cases.approve-plan " + code);
        done(plans.decide(actor(other), code, waiting.id(), true, null));
        assertThat(asked(other)).doesNotContain("cases.approve-plan " + code);
    }

    private List<String> asked(String who) {
        return api(who).get("/api/v1/tasks")
                .json()
                .path("items")
                .valueStream()
                .map(item ->
                        item.path("kind").asString() + " " + item.path("code").asString())
                .toList();
    }
}
