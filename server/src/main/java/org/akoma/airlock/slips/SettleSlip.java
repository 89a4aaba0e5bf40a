package org.akoma.airlock.slips;

/**
 * A supervisor says which slip is that of a child whose slip was sent back; a second person agrees.
 *
 * @param other number of the slip of the same child
 * @param reason why it is the same child
 */
public record SettleSlip(String number, String other, String reason) {

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
