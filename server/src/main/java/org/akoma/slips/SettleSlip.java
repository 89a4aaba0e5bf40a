package org.akoma.slips;

/** A supervisor says which accepted slip is that of a child whose slip was sent back. @param other number of the accepted slip */
public record SettleSlip(String number, String other) {

    public sealed interface Result {
        record Settled(Slip slip) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        /** Who sent the slip back does not settle it. */
        record OwnWork() implements Result {}

        /** It was not sent back, or is settled. */
        record NotWaiting() implements Result {}

        /** No accepted slip of the same operation has this number. */
        record NoSuchSlip() implements Result {}
    }
}
