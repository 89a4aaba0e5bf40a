package org.akoma.airlock.slips;

/**
 * The worker sends a slip back; the officer writes another.
 *
 * @param reason what is wrong, without a name
 */
public record RefuseSlip(String number, String reason) {

    public sealed interface Result {
        record Refused(Slip slip) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record NotSigned() implements Result {}

        /** Accepted or refused before. */
        record AlreadySettled() implements Result {}
    }
}
