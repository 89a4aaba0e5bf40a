package org.akoma.airlock.slips;

/** Correct what an unsigned slip says, on condition that nobody changed it since the caller read {@code version}. */
public record CorrectSlip(String number, int version, SlipContent content) {

    public sealed interface Result {
        record Corrected(Slip slip) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record NoSuchSite() implements Result {}

        /** The operation has ended: only when and to whom the child was handed over is still written. */
        record OnlyHanded() implements Result {}

        record NumberTaken() implements Result {}

        record AlreadySigned() implements Result {}

        record Changed(Slip current) implements Result {}
    }
}
