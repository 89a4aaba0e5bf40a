package org.akoma.exchange.scenario;

import static org.akoma.exchange.scenario.ScenarioTime.later;
import static org.akoma.exchange.scenario.ScenarioTime.noon;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.akoma.ground.reference.CodeLists;
import org.akoma.protection.assessment.AssessChild;
import org.akoma.protection.assessment.Assessment;
import org.akoma.protection.assessment.Assessments;
import org.akoma.protection.assessment.DraftPlan;
import org.akoma.protection.assessment.PlanGoal;
import org.akoma.protection.assessment.Plans;
import org.akoma.protection.cases.CaseFile;
import org.springframework.stereotype.Component;

/** How a child's needs and danger were assessed, once and again, and the plan that followed. */
@Component
class ScenarioPlans {

    private final Assessments assessments;
    private final Plans plans;
    private final CodeLists codes;

    ScenarioPlans(Assessments assessments, Plans plans, CodeLists codes) {
        this.assessments = assessments;
        this.plans = plans;
        this.codes = codes;
    }

    void schedule(ScenarioCare.Steps s) {
        assess(s);
        plan(s);
    }

    private void assess(ScenarioCare.Steps s) {
        Scenario.Child child = s.child();
        Instant assessed = child.assessedAt();
        if (assessed == null || child.risk() == null) return;
        CaseFile.Risk risk = CaseFile.Risk.valueOf(child.risk());
        s.at(
                assessed,
                "assessment",
                () -> assessments.assess(
                        s.worker(), s.code(), assessment(s, "assessment", Assessment.Kind.INITIAL, risk)));
        LocalDate again = child.reassessedOn();
        if (again == null || child.riskReassessed() == null) return;
        CaseFile.Risk now = CaseFile.Risk.valueOf(child.riskReassessed());
        s.at(
                noon(again),
                "review",
                () -> assessments.assess(s.worker(), s.code(), assessment(s, "review", Assessment.Kind.REVIEW, now)));
        if (now.compareTo(risk) < 0)
            s.at(
                    noon(again).plusSeconds(3_600),
                    "lower risk",
                    () -> assessments.agree(s.supervisor(), s.code(), s.id("review")));
    }

    private static AssessChild assessment(ScenarioCare.Steps s, String name, Assessment.Kind kind, CaseFile.Risk risk) {
        String reason = kind == Assessment.Kind.INITIAL ? Placeholders.FIRST_ASSESSMENT : Placeholders.ASSESSED_AGAIN;
        return new AssessChild(
                s.id(name),
                kind,
                risk,
                List.of(),
                new Assessment.SealedText(null, null, null, reason, null, null, null));
    }

    /** Written and sent the evening before, approved on the day; never before the child was assessed. */
    private void plan(ScenarioCare.Steps s) {
        LocalDate approved = s.child().planApprovedOn();
        Instant assessed = s.child().assessedAt();
        if (approved == null || assessed == null) return;
        Instant written = later(noon(approved).minusSeconds(6 * 3_600), assessed.plusSeconds(1));
        Instant decided = later(noon(approved), written.plusSeconds(1));
        LocalDate possible = LocalDate.ofInstant(decided, ZoneOffset.UTC);
        if (!possible.equals(approved) && s.timeline().hasCome(decided))
            s.timeline()
                    .otherwise(s.code() + " plan: said to be approved on " + approved + ", before the assessment of "
                            + assessed + "; taken as approved on " + possible);
        s.at(
                written,
                "plan",
                () -> plans.draft(s.worker(), s.code(), new DraftPlan(s.id("plan"), null, null, null, goals(s))));
        s.at(written, "plan sent", () -> plans.submitAsTold(s.worker(), s.code(), s.id("plan")));
        s.at(decided, "plan approval", () -> plans.decide(s.supervisor(), s.code(), s.id("plan"), true, null));
    }

    private List<PlanGoal> goals(ScenarioCare.Steps s) {
        List<PlanGoal> goals = new ArrayList<>();
        for (String service : s.child().services()) {
            String aim = codes.label("assistance", service, java.util.Locale.FRENCH);
            goals.add(new PlanGoal(
                    s.id("goal/" + service),
                    goals.size() + 1,
                    service,
                    null,
                    null,
                    null,
                    s.worker().personId(),
                    PlanGoal.Met.OPEN,
                    new PlanGoal.SealedText(aim, null)));
        }
        return goals;
    }
}
