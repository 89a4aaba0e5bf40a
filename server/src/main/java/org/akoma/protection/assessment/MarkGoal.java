package org.akoma.protection.assessment;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Say how far a goal of the plan in force came. DROPPED is only asked for: the goal goes on until a supervisor agrees.
 *
 * @param version of the goal
 */
@InputForm(name = "cases.mark-goal", labels = "cases.goal", changes = true)
record MarkGoal(
        @Nullable Integer version,
        @Field(list = "goal-met") PlanGoal.Met met,

        @Field(label = "cases.plan.drop-reason", sealed = true, letters = Field.WORD)
        @Size(max = Form.LONG_TEXT)
        @Nullable
        String reason) {}
