package org.akoma.ground.oversight;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An incident of data protection ({@code requirements.md 2.4, T21}).
 *
 * @param takenDue until when a data protection officer takes it on
 * @param authorityDue until when the authority of its country is told
 */
record Incident(
        UUID id,
        String code,
        Kind kind,
        Country country,
        Instant discoveredAt,
        Words words,
        String reportedBy,
        Instant reportedAt,
        Instant takenDue,
        Instant authorityDue,
        @Nullable String takenBy,
        @Nullable Instant takenAt,
        @Nullable Told authority,
        @Nullable Told persons,
        @Nullable Instant closedAt,
        List<Step> steps) {

    enum Kind {
        LOST,
        READ,
        WRONG_RECEIVER,
        DEVICE,
        CHANGED,
        PUBLISHED,
        OTHER
    }

    /** Whose authority is told: ARTCI, or the Data Protection Commission of Ghana. */
    enum Country {
        CI,
        GH
    }

    enum Told {
        TOLD,
        NOT_NEEDED,
        NOT_TOLD
    }

    enum What {
        CONTAINED,
        AUTHORITY_TOLD,
        AUTHORITY_NOT_NEEDED,
        PERSONS_TOLD,
        PERSONS_NOT_TOLD
    }

    enum State {
        REPORTED,
        TAKEN,
        CLOSED
    }

    /**
     * What is sealed.
     *
     * @param files codes of their files
     * @param concerned codes of the accounts whose conduct it is about
     * @param done what was done at once; null = nothing yet
     */
    record Words(
            String what,
            List<String> files,
            List<String> concerned,
            @Nullable String done) {}

    record Step(What what, Instant doneAt, String words, String by, Instant recordedAt) {}

    /** What who reported it learns of it. */
    record Own(UUID id, String code, Kind kind, Instant reportedAt, State state) {}

    /**
     * What a project manager learns of it: nothing of what happened.
     *
     * @param reportedBy null for a colleague of whom it is about
     */
    record Managed(
            UUID id,
            String code,
            Kind kind,
            Country country,
            Instant discoveredAt,
            Instant reportedAt,
            @Nullable String reportedBy,
            Instant takenDue,
            Instant authorityDue,
            @Nullable Instant takenAt,
            @Nullable Told authority,
            @Nullable Instant closedAt,
            boolean unkept) {

        /** The clock that runs, or the one that was missed; null when both stand still. */
        public @Nullable Instant due() {
            if (closedAt != null) return null;
            return takenAt == null ? takenDue : authority == null ? authorityDue : null;
        }
    }

    /** What came of an act on one. */
    enum Outcome {
        DONE,
        NOT_FOUND,
        CHANGED,
        WHY,
        LATER,
        OTHER
    }

    public State state() {
        return closedAt != null ? State.CLOSED : takenAt != null ? State.TAKEN : State.REPORTED;
    }

    /** Whether it may end: it is open, taken on, and said of the authority and of the persons. */
    public boolean mayEnd() {
        return closedAt == null && takenAt != null && authority != null && persons != null;
    }

    /** The clock that runs, or the one that was missed; null when both stand still. */
    public @Nullable Instant due() {
        if (closedAt != null) return null;
        return takenAt == null ? takenDue : authority == null ? authorityDue : null;
    }
}
