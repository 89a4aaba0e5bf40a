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
 * @param instead number of the slip of the same child that care sent back and that this one corrects; null = none
 */
public record WriteSlip(
        UUID id,
        String operation,
        SlipContent content,
        @Nullable String person,
        @Nullable String instead) {

    public WriteSlip(UUID id, String operation, SlipContent content) {
        this(id, operation, content, null, null);
    }

    /** What people and programs fill in. */
    @InputForm(name = "slips.write", labels = "slips")
    record Input(
            UUID id,

            @Field(example = "OP-AKOMA-2015") @Size(max = Form.SHORT_TEXT)
            String operation,

            SlipInput slip,

            @Field(example = "P-001") @Size(max = Form.SHORT_TEXT) @Nullable
            String person,

            @Field(example = "FR-2015-0001") @Size(max = Form.SHORT_TEXT) @Nullable
            String instead) {

        WriteSlip of(SlipContent content) {
            return new WriteSlip(id, operation, content, person, instead);
        }
    }

    public sealed interface Result {
        record Written(Slip slip) implements Result {}

        record Forbidden() implements Result {}

        /** The operation or the site does not exist for the caller, or the operation is closed. */
        record NoSuchSite() implements Result {}

        /** Nobody of the operation bears this code, or their slip is written already. */
        record NoSuchPerson() implements Result {}

        /** No slip of the operation bears the number of the one to be corrected, or it waits for no other one. */
        record NotToReplace() implements Result {}

        /** Who was under 18 on the slip that care sent back is not older on the next. */
        record StaysAChild() implements Result {}

        /** Another slip was written under this id. */
        record OtherContent() implements Result {}

        /** Another slip of this site carries the child's number. */
        record NumberTaken() implements Result {}
    }
}
