package org.akoma.ground.decisions;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.signin.FactorAgain;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * The second person's verdict.
 *
 * @param reason who asked reads it; needed to refuse
 * @param secondFactor the six digits, where the kind wants them again
 * @param drawn as the request shows it, where it does: who agrees has seen it
 */
@InputForm(name = "access.decide-proposal", labels = "decisions")
record DecideProposal(
        @Field(label = "decisions.verdict") Boolean agreed,

        @Field(lines = 3, sealed = true, letters = Field.WORD) @Size(max = Form.LONG_TEXT) @Nullable
        String reason,

        @Field(label = "access.code", example = "123456") @Size(max = FactorAgain.LENGTH) @Nullable
        String secondFactor,

        @Field(label = "decisions.drawn") @Size(max = 64) @Nullable
        String drawn) {}
