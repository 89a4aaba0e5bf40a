package org.akoma.protection.messages;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/**
 * What a conference decided: one person does it by one day.
 *
 * @param number in the order of the minutes, from 1
 * @param note the result; required when it was not done
 */
record Decision(
        UUID id,
        UUID conferenceId,
        UUID fileId,
        @Nullable String fileCode,
        int number,
        String text,
        UUID owner,
        LocalDate dueOn,
        State state,
        @Nullable Instant settledAt,
        @Nullable UUID settledBy,
        @Nullable String note) {

    public enum State {
        OPEN,
        DONE,
        NOT_DONE
    }

    /**
     * What became of it. OPEN is refused.
     *
     * @param version as the sender read it
     */
    @InputForm(name = "referrals.settle-decision", labels = "referrals.decision", changes = true)
    record Settle(
            @Nullable Integer version,

            @Field(list = "referrals.decision.states", label = "referrals.decision.settle", example = "DONE")
            State state,

            @Field(lines = 2, sealed = true) @Size(max = 1_000) @Nullable
            String note) {}

    public boolean open() {
        return state == State.OPEN;
    }

    /** It is settled once. */
    public int version() {
        return open() ? 1 : 2;
    }

    /** Days past its day; 0 when it is not late. Computed, never kept. */
    public long daysLate(LocalDate today) {
        return open() ? Math.max(0, today.toEpochDay() - dueOn.toEpochDay()) : 0;
    }
}
