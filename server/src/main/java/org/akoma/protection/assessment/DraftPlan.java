package org.akoma.protection.assessment;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.KeptAsDraft;
import org.akoma.ground.forms.Rows;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Write a plan, under an id that the caller made; or rewrite a draft or returned one, whose version must be named.
 *
 * @param version of the plan as the caller read it; null = a new plan
 */
public record DraftPlan(
        UUID id,
        @Nullable Integer version,
        @Nullable String childsPart,
        @Nullable String familysPart,
        List<PlanGoal> goals) {

    /** Goals of one plan. */
    static final int MOST_GOALS = 12;

    private static final int LONGEST_GOAL = 1_000;

    public DraftPlan {
        goals = List.copyOf(goals);
    }

    /** The fields that people and programs fill in, in the order of the form. A row of the page without aim and service that continues no goal is none. */
    @InputForm(name = "cases.draft-plan", labels = "cases.plan")
    @KeptAsDraft(verb = Verb.CASE_WRITE, section = Section.ASSISTANCE)
    record Input(
            UUID id,
            @Nullable Integer version,

            @Field(lines = 3, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
            String childsPart,

            @Field(lines = 3, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
            String familysPart,

            @Rows(
                    most = MOST_GOALS,
                    many = "cases.plan-goals-many",
                    labels = "cases.plan",
                    blank = {"aim", "service", "continues"})
            List<Goal> goals) {

        /** @param worker sees to a goal that names nobody */
        DraftPlan command(UUID worker) {
            return new DraftPlan(
                    id,
                    version,
                    childsPart,
                    familysPart,
                    goals.stream().map(goal -> goal.written(worker)).toList());
        }
    }

    /**
     * What is typed of one goal.
     *
     * @param service code of the list {@code assistance}
     * @param responsible id of the person who sees to it; null = who writes the plan
     * @param continues goal of the version in force that goes on as this one, or that ends with {@code met}; null = a new goal
     * @param met null = open
     * @param outcomeReason needed to hand in a plan that drops a goal of the version in force
     */
    record Goal(
            UUID id,

            @Field(lines = 2, sealed = true) @Size(max = LONGEST_GOAL)
            String aim,

            @Field(list = "assistance") String service,
            @Field(sealed = true) @Size(max = 60) @Nullable String provider,
            @Nullable LocalDate startsOn,
            @Nullable LocalDate endsOn,

            @Field(as = Field.Widget.WIDE, sealed = true) @Size(max = LONGEST_GOAL) @Nullable
            String measure,

            @Field(as = Field.Widget.HIDDEN, label = "cases.goal.responsible") @Nullable
            UUID responsible,

            @Field(list = "goal-met", label = "cases.goal.met")
            PlanGoal.@Nullable Met met,

            @Field(
                    label = "cases.plan.drop-reason-of-goal",
                    sealed = true,
                    letters = Field.WORD,
                    when = "met",
                    is = "DROPPED",
                    keep = true,
                    requiredWhenAsked = true)
            @Size(max = LONGEST_GOAL)
            @Nullable
            String outcomeReason,

            @Field(as = Field.Widget.HIDDEN, label = "cases.goal.continues") @Nullable
            UUID continues)
            implements Checked {

        @Override
        public List<FieldError> wrong() {
            return startsOn != null && endsOn != null && endsOn.isBefore(startsOn)
                    ? List.of(FieldError.of("endsOn", "cases.goal-ends-before"))
                    : List.of();
        }

        private PlanGoal written(UUID worker) {
            PlanGoal goal = new PlanGoal(
                    id,
                    1,
                    service,
                    provider,
                    startsOn,
                    endsOn,
                    responsible == null ? worker : responsible,
                    met == null ? PlanGoal.Met.OPEN : met,
                    new PlanGoal.SealedText(aim, measure, outcomeReason));
            return goal.continuing(continues);
        }
    }

    /**
     * A supervisor's word on a plan that was handed in.
     *
     * @param reason needed where the plan is given back
     * @param request the decision, where an earlier one was taken back or replaced
     */
    @InputForm(name = "cases.decide-plan", labels = "decisions")
    record Decide(
            @Field(label = "decisions.verdict") Boolean approved,

            @Field(lines = 3, sealed = true, letters = Field.WORD) @Size(max = Form.LONG_TEXT) @Nullable
            String reason,

            @Nullable UUID request) {}

    /** That a goal continues one which is not in the version in force, or which another goal continues too. */
    List<FieldError> refusals(@Nullable Plan inForce) {
        List<FieldError> wrong = new ArrayList<>();
        Set<UUID> left = new HashSet<>();
        if (inForce != null) inForce.goals().forEach(goal -> left.add(goal.id()));
        for (int n = 0; n < goals.size(); n++) {
            UUID continued = goals.get(n).continues();
            if (continued != null && !left.remove(continued))
                wrong.add(FieldError.of("goals[" + n + "].continues", "cases.goal-continues-none"));
        }
        return wrong;
    }

    Map<String, @Nullable Object> fields() {
        return Plan.fields(childsPart, familysPart, goals);
    }
}
