package org.akoma.airlock.slips;

import java.util.UUID;

/**
 * Write a slip under an id that the caller made; the same id twice writes one slip.
 *
 * @param operation code of the operation
 */
public record WriteSlip(UUID id, String operation, SlipContent content) {

    public sealed interface Result {
        record Written(Slip slip) implements Result {}

        record Forbidden() implements Result {}

        /** The operation or the site does not exist for the caller, or the operation is closed. */
        record NoSuchSite() implements Result {}

        /** Another slip was written under this id. */
        record OtherContent() implements Result {}

        /** Another slip of this site carries the child's number. */
        record NumberTaken() implements Result {}
    }
}
