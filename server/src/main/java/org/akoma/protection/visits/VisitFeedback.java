package org.akoma.protection.visits;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What a child says of a visit, asked after it ({@code requirements.md 4.6}): five questions, and words or what a drawing shows. */
public record VisitFeedback(
        Answer safe, Answer heard, Answer knowsWhom, Answer change, Answer comeBack, SealedText words) {

    /** Codes of the list {@code visit-answer}. */
    public enum Answer {
        YES(0),
        SO_SO(2),
        NO(3),
        NO_ANSWER(1);

        private final int weight;

        Answer(int weight) {
            this.weight = weight;
        }
    }

    /** The questions to the child, in the order of the form. */
    @InputForm(name = "followup.visit-feedback", labels = "followup.feedback")
    record Input(
            @Field(list = "visit-answer", as = Field.Widget.RADIOS_IN_LINE, merge = Field.Merge.SAFEST)
            Answer safe,

            @Field(list = "visit-answer", as = Field.Widget.RADIOS_IN_LINE, merge = Field.Merge.SAFEST)
            Answer heard,

            @Field(list = "visit-answer", as = Field.Widget.RADIOS_IN_LINE, merge = Field.Merge.SAFEST)
            Answer knowsWhom,

            @Field(list = "visit-answer", as = Field.Widget.RADIOS_IN_LINE, merge = Field.Merge.SAFEST)
            Answer change,

            @Field(list = "visit-answer", as = Field.Widget.RADIOS_IN_LINE, merge = Field.Merge.SAFEST)
            Answer comeBack,

            @Field(lines = 3, sealed = true, label = "followup.feedback.words", hint = "followup.feedback.words.hint")
            @Size(max = Form.LONG_TEXT)
            @Nullable
            String feedback) {

        VisitFeedback given() {
            return new VisitFeedback(safe, heard, knowsWhom, change, comeBack, new SealedText(feedback));
        }
    }

    /** The child's own words, sealed. */
    public record SealedText(@Nullable String said) {}

    /**
     * Whether this answer of the child's is worse than an earlier one of the same visit: then it is taken as well, and shown with it. None that says
     * that the child is safer is.
     */
    boolean isWorseThan(VisitFeedback before) {
        if (safe.weight < before.safe.weight) return false;
        return safe.weight > before.safe.weight
                || heard.weight > before.heard.weight
                || knowsWhom.weight > before.knowsWhom.weight
                || comeBack.weight > before.comeBack.weight;
    }

    /** Whether somebody should look at it: the child does not feel safe, or would rather not be visited again. */
    boolean worries() {
        return safe == Answer.NO || comeBack == Answer.NO || knowsWhom == Answer.NO;
    }
}
