package org.akoma.airlock.slips;

import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.akoma.FieldError;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;

/**
 * A supervisor says which slip is that of a child whose slip was sent back; a second person agrees.
 *
 * @param other number of the slip of the same child
 * @param reason why it is the same child
 */
public record SettleSlip(String number, String other, String reason) {

    /** What people and programs fill in. */
    @InputForm(name = "slips.settle", labels = "slips.settle")
    record Input(
            @Field(example = "FR-2015-0001") @Size(max = Form.SHORT_TEXT)
            String slip,

            @Field(lines = 3, sealed = true, letters = Field.REASON) @Size(max = Form.SHORT_TEXT)
            String reason) {

        SettleSlip of(String number) {
            return new SettleSlip(number, slip.toUpperCase(Locale.ROOT), reason);
        }
    }

    static FieldError answersAlready() {
        return FieldError.of("slip", "slips.settle-answers");
    }

    static FieldError noSuchSlip() {
        return FieldError.of("slip", "slips.settle-with-accepted");
    }

    public sealed interface Result {
        /** A second person decides. */
        record Asked(Slip slip) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        /** Who sent the slip back does not settle it. */
        record OwnWork() implements Result {}

        /** It was not sent back, or is settled. */
        record NotWaiting() implements Result {}

        /** Somebody said so already, and a second person has not answered. */
        record Waits() implements Result {}

        /** No accepted slip of the same operation has this number. */
        record NoSuchSlip() implements Result {}

        /** That slip answers for another child who was sent back. */
        record AnswersAlready() implements Result {}
    }
}
