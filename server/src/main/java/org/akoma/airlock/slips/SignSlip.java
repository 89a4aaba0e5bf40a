package org.akoma.airlock.slips;

/** The officer signs; from then on the slip says what it says. */
public record SignSlip(String number, int version) {

    public sealed interface Result {
        record Signed(Slip slip) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        /** Another officer wrote it: who hands the child over signs, and takes the slip over by correcting it. */
        record NotYours(String officer) implements Result {}

        /** The moment of the hand-over is not written yet. */
        record NotHanded() implements Result {}

        record AlreadySigned() implements Result {}

        record Changed(Slip current) implements Result {}
    }
}
