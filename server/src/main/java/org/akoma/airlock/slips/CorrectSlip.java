package org.akoma.airlock.slips;

import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/** Correct what an unsigned slip says, on condition that nobody changed it since the caller read {@code version}. */
public record CorrectSlip(String number, int version, SlipContent content) {

    /** What people and programs fill in. */
    @InputForm(name = "slips.correct", labels = "slips", changes = true, handlerAsksVersion = true)
    record Input(@Nullable Integer version, SlipInput slip) {}

    public sealed interface Result {
        record Corrected(Slip slip) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record NoSuchSite() implements Result {}

        /** The operation has ended: only when and to whom the child was handed over is still written. */
        record OnlyHanded() implements Result {}

        record NumberTaken() implements Result {}

        /** One person alone does not change an age from under 18 to 18 or more. */
        record StaysAChild() implements Result {}

        record AlreadySigned() implements Result {}

        record Changed(Slip current) implements Result {}
    }
}
