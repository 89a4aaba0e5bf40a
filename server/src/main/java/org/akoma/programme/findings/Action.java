package org.akoma.programme.findings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.akoma.programme.findings.Finding.Area;
import org.jspecify.annotations.Nullable;

/**
 * What somebody does about a recommendation.
 *
 * @param code within the mission, as AC-01
 * @param owner code of the account of the one person who answers for it
 * @param structure the owner's, when it was planned
 * @param state on the day of the reader; computed from days, never typed
 * @param late transferred and past its date: it counts as overdue until it is done
 * @param receiver who was given it when the project ended; null = nobody
 * @param confirmed whether its response is; before that it binds nobody
 * @param waiting the request that waits for a second person to agree that it is done, cancelled or transferred; null = none does, or it is not for the reader
 * @param mine whether the reader answers for it: its owner, and once it is transferred the accounts of the structure that received it
 */
public record Action(
        UUID id,
        String mission,
        String code,
        UUID recommendationId,
        String recommendation,
        Area area,
        String words,
        String owner,
        String structure,
        LocalDate dueOn,
        @Nullable String means,
        State state,
        boolean late,
        @Nullable Instant startedAt,
        @Nullable LocalDate doneOn,
        @Nullable String proof,
        @Nullable String cancelledWhy,
        @Nullable String receiver,
        @Nullable String receiverStructure,
        boolean confirmed,
        boolean mine,
        @Nullable UUID waiting,
        int version) {

    public boolean isOpen() {
        return state.isOpen();
    }

    /** Open, or transferred and not done. */
    public boolean unfinished() {
        return state.isOpen() || state == State.TRANSFERRED;
    }

    /** After its date; 0 = in time, or not done. */
    public long daysLate() {
        LocalDate done = doneOn;
        return done == null ? 0 : Math.max(0, ChronoUnit.DAYS.between(dueOn, done));
    }

    /** {@code evaluation.state_of} computes it. */
    public enum State {
        NOT_STARTED,
        IN_PROGRESS,
        OVERDUE,
        DONE,
        CANCELLED,
        TRANSFERRED;

        public boolean isOpen() {
            return this == NOT_STARTED || this == IN_PROGRESS || this == OVERDUE;
        }
    }
}
