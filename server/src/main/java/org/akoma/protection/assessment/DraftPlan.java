package org.akoma.protection.assessment;

import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    public DraftPlan {
        goals = List.copyOf(goals);
    }

    Map<String, @Nullable Object> fields() {
        return Plan.fields(childsPart, familysPart, goals);
    }
}
