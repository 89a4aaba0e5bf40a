package org.akoma.protection.referrals;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * What the structure that was asked answers.
 *
 * @param at of an answer in writing: when it came, as the sender tells it; what counts is when it was entered. Null = not said
 * @param reason of declining, a code of the list {@code referral-decline}
 * @param words said with it, or what was done; sealed
 * @param letter of an answer in writing: the attachment of the file that holds it
 * @param version on which it was decided; null = on whatever there is
 */
@InputForm(name = "referrals.answer", labels = "referral", changes = true)
public record AnswerReferral(
        @Field(list = "referral.steps", as = Field.Widget.RADIOS)
        Referral.Step step,

        @Nullable Instant at,

        @Field(
                list = "referral-decline",
                when = "step",
                is = "DECLINE",
                requiredWhenAsked = true,
                label = "referral.declineReason")
        @Nullable
        String reason,

        @Field(lines = 3, sealed = true, label = "referral.answer", hint = "referral.optional")
        @Size(max = Form.LONG_TEXT)
        @Nullable
        String words,

        @Nullable UUID letter,
        @Nullable Integer version) {

    public static AnswerReferral of(Referral.Step step) {
        return new AnswerReferral(step, null, null, null, null, null);
    }
}
