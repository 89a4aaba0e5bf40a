package org.akoma.exchange.exports;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.signin.FactorAgain;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Ask for an export with names: two people agree.
 *
 * @param purpose who gets the file, why the names are needed, when it will be destroyed
 */
@InputForm(name = "exchange.ask-export", labels = "exchange.ask")
record AskExport(
        @Field(lines = 3, hint = "exchange.ask.hint") @Size(max = 1_000)
        String purpose,

        @Field(list = "exchange.format", as = Field.Widget.RADIOS)
        TableFormat format) {

    /**
     * The verdict of one of the two.
     *
     * @param reason needed to refuse
     * @param secondFactor the six digits, of who has a second factor
     */
    @InputForm(name = "exchange.decide-export", labels = "decisions")
    record Decide(
            @Field(label = "decisions.verdict") Boolean approved,

            @Field(
                    lines = 3,
                    sealed = true,
                    letters = Field.WORD,
                    when = "approved",
                    is = "false",
                    requiredWhenAsked = true,
                    missing = "form.required",
                    keep = true)
            @Size(max = Form.LONG_TEXT)
            @Nullable
            String reason,

            @Field(label = "access.code", example = "123456") @Size(max = FactorAgain.LENGTH) @Nullable
            String secondFactor) {}
}
