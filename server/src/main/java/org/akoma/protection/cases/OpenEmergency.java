package org.akoma.protection.cases;

import jakarta.validation.constraints.Size;
import org.akoma.ground.emergencies.BreakGlass;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.signin.FactorAgain;
import org.jspecify.annotations.Nullable;

/**
 * Open a file in an emergency.
 *
 * @param code of the file
 * @param secondFactor the six digits, of who has a second factor
 */
@InputForm(name = "cases.open-emergency", labels = "cases.emergency")
public record OpenEmergency(
        @Field(example = "AK-041") @Size(max = 20) String code,

        @Field(lines = 4, sealed = true, letters = Field.WORD)
        @Size(min = BreakGlass.SHORTEST_REASON, max = 2_000, message = "cases.reason-short")
        String reason,

        @Field(label = "access.code", example = "123456") @Size(max = FactorAgain.LENGTH) @Nullable
        String secondFactor) {}
