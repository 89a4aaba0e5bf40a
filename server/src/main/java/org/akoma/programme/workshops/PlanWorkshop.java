package org.akoma.programme.workshops;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Plain;
import org.jspecify.annotations.Nullable;

/**
 * Plan a workshop of a mission, under an id that the caller made.
 *
 * @param evaluation code of the mission
 */
@InputForm(name = "evaluation.plan-workshop", labels = "evaluation.workshop")
public record PlanWorkshop(
        UUID id,
        @Field(example = "EV-MISSION-1") @Size(max = 40) String evaluation,

        @Field(example = "WS-1")
        @Size(max = 30)
        @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9-]{2,29}", message = "evaluation.code")
        String code,

        LocalDate heldOn,

        @Field(example = "San Pedro") @Size(max = 120) @Pattern(regexp = Plain.TEXT, message = Plain.CODE) @Nullable
        String place) {}
