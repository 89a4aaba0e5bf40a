package org.akoma.programme.evaluation;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/**
 * Add somebody to the team of a mission.
 *
 * @param account code of an evaluator or a project manager
 */
@InputForm(name = "evaluation.add-member", labels = "evaluation.team")
public record AddMember(
        @Field(example = "EVAL-02") @Size(max = 40) String account) {}
