package org.akoma.ground.people;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.signin.FactorAgain;
import org.jspecify.annotations.Nullable;

/**
 * Approve a role or a new second factor of somebody else.
 *
 * @param secondFactor six digits of one's own second factor; null = shown a moment ago
 */
@InputForm(name = "access.approve", labels = "access")
record Approve(
        @Field(label = "access.code", example = "123456") @Size(max = FactorAgain.LENGTH) @Nullable
        String secondFactor) {}
