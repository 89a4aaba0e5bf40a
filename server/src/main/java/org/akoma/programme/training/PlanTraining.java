package org.akoma.programme.training;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/**
 * Plan a session.
 *
 * @param course code and edition, such as {@code TWO-DAYS/1}
 * @param country ISO 3166-1, two letters
 */
@InputForm(name = "training.plan", labels = "training.session")
public record PlanTraining(
        UUID id,

        @Field(hint = "training.session.code.hint", example = "TR-CI-2")
        @Size(max = 30)
        @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9-]{2,29}", message = "training.code")
        String code,

        @Field(example = "TWO-DAYS/1") @Size(max = 40) String course,

        @Field(names = "country", example = "CI")
        @Size(max = 2)
        @Pattern(regexp = "[A-Za-z]{2}", message = "training.country")
        String country,

        SessionPlan plan) {}
