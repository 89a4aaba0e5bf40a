package org.akoma.protection.assessment;

import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.KeptAsDraft;
import org.akoma.ground.forms.Rows;

/**
 * Say, under an id that the caller made, what changed for each goal of the plan in force, which stays.
 *
 * @param changed by the id of the goal
 */
public record ReviewPlan(UUID id, Map<UUID, String> changed) {

    private static final int LONGEST_CHANGE = 1_000;

    public ReviewPlan {
        changed = Map.copyOf(changed);
    }

    /** The fields that people and programs fill in. Each row of the page is of a goal. */
    @KeptAsDraft(verb = Verb.CASE_WRITE, section = Section.ASSISTANCE)
    @InputForm(name = "cases.review-plan", labels = "cases.review")
    record Input(
            UUID id,

            @Rows(
                    most = DraftPlan.MOST_GOALS,
                    many = "cases.plan-goals-many",
                    labels = "cases.review",
                    blank = {"goal"})
            List<Change> goals) {

        ReviewPlan command() {
            Map<UUID, String> changed = new HashMap<>();
            goals.forEach(one -> changed.put(one.goal(), one.changed()));
            return new ReviewPlan(id, changed);
        }
    }

    /** What changed for one goal. */
    record Change(
            @Field(as = Field.Widget.HIDDEN) UUID goal,

            @Field(lines = 2, sealed = true, letters = Field.WORD) @Size(max = LONGEST_CHANGE)
            String changed) {}

    /** What keeps it from being a review of this plan: each goal that still counts has its words, and nothing else has. Named by the goals of the plan. */
    List<FieldError> refusals(Plan plan) {
        List<PlanGoal> goals = plan.running();
        if (goals.isEmpty()) return List.of(FieldError.of("goals", "cases.plan-without-goal"));
        List<FieldError> missing = new ArrayList<>();
        for (int n = 0; n < goals.size(); n++)
            if (!changed.containsKey(goals.get(n).id()))
                missing.add(FieldError.of("goals[" + n + "].changed", "cases.review-without-change", n + 1));
        if (missing.isEmpty() && changed.size() > goals.size())
            return List.of(FieldError.of("goals", "cases.review-of-other-goals"));
        return missing;
    }
}
