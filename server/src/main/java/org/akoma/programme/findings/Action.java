package org.akoma.programme.findings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
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
 * @param asked what waits for a second person's agreement, the first asked first
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
        List<Asked> asked,
        int version) {

    public Action {
        asked = List.copyOf(asked);
    }

    /**
     * That it is done, cancelled or transferred, as somebody asked it.
     *
     * @param decision the request; null = the reader may not open it
     * @param by code of the account that asked
     * @param receiver to whom it is to be transferred; null = it is not
     */
    public record Asked(
            @Nullable UUID decision,
            ActionEndings.Kind kind,
            String by,
            Instant at,
            @Nullable String receiver,
            @Nullable String receiverStructure) {}

    /** The first request that the reader may open; null = none. */
    @Nullable
    UUID waiting() {
        return asked.stream()
                .map(Asked::decision)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Whether such a request waits. */
    public boolean isAsked(String kind) {
        return asked.stream().anyMatch(one -> one.kind().name().equals(kind));
    }

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
