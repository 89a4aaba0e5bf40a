package org.akoma.airlock.slips;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;

/**
 * The worker sends a slip back; the officer writes another.
 *
 * @param reason what is wrong, without a name
 */
public record RefuseSlip(String number, String reason) {

    /** What people and programs fill in. */
    @InputForm(name = "slips.refuse", labels = "slips")
    record Input(
            @Field(lines = 3, sealed = true, letters = Field.REASON) @Size(max = Form.SHORT_TEXT)
            String reason) {}

    public sealed interface Result {
        record Refused(Slip slip) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record NotSigned() implements Result {}

        /** Accepted or refused before. */
        record AlreadySettled() implements Result {}
    }
}
