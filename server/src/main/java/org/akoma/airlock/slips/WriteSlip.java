package org.akoma.airlock.slips;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Write a slip under an id that the caller made; the same id twice writes one slip.
 *
 * @param operation code of the operation
 * @param person code of the person screened whose slip it is, such as {@code P-001}; null = nobody was screened
 */
public record WriteSlip(
        UUID id,
        String operation,
        SlipContent content,
        @Nullable String person) {

    public WriteSlip(UUID id, String operation, SlipContent content) {
        this(id, operation, content, null);
    }

    /** What people and programs fill in. */
    @InputForm(name = "slips.write", labels = "slips")
    record Input(
            UUID id,

            @Field(example = "OP-AKOMA-2015") @Size(max = Form.SHORT_TEXT)
            String operation,

            SlipInput slip,

            @Field(example = "P-001") @Size(max = Form.SHORT_TEXT) @Nullable
            String person) {}

    public sealed interface Result {
        record Written(Slip slip) implements Result {}

        record Forbidden() implements Result {}

        /** The operation or the site does not exist for the caller, or the operation is closed. */
        record NoSuchSite() implements Result {}

        /** Nobody of the operation bears this code, or their slip is written already. */
        record NoSuchPerson() implements Result {}

        /** Another slip was written under this id. */
        record OtherContent() implements Result {}

        /** Another slip of this site carries the child's number. */
        record NumberTaken() implements Result {}
    }
}
