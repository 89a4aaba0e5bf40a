package org.akoma.ground.emergencies;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Judge the opening of a file in an emergency.
 *
 * @param why why it was not justified; who opened it reads it
 */
@InputForm(name = "access.review-break-glass", labels = "access.break-glass")
record ReviewBreakGlass(
        @Field(list = "verdict", label = "decisions.verdict")
        BreakGlass.Verdict verdict,

        @Field(
                lines = 3,
                sealed = true,
                letters = Field.WORD,
                when = "verdict",
                is = "NOT_JUSTIFIED",
                requiredWhenAsked = true,
                keep = true)
        @Size(max = Form.LONG_TEXT)
        @Nullable
        String why) {}
