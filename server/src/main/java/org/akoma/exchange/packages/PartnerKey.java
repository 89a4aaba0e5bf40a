package org.akoma.exchange.packages;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The open half of a partner's key.
 *
 * @param structure code of the partner
 * @param confirmedBy code of the second person; null = nobody confirmed it
 * @param until another one was confirmed since: what this one signed, and what was made for it, counts until then; null = it is the newest
 * @param endedAt also: refused, or taken back
 * @param lost ended because it was lost, or known to others
 */
record PartnerKey(
        UUID id,
        UUID structureId,
        String structure,
        PublicHalf open,
        String proposedBy,
        Instant proposedAt,
        @Nullable String confirmedBy,
        @Nullable Instant confirmedAt,
        @Nullable Instant until,
        @Nullable Instant endedAt,
        boolean lost) {

    enum State {
        WAITING,
        RUNNING,
        /** A newer one is confirmed. */
        REPLACED,
        ENDED,
        LOST,
        REFUSED
    }

    public State state() {
        if (lost) return State.LOST;
        if (endedAt != null) return confirmedAt == null ? State.REFUSED : State.ENDED;
        if (confirmedAt == null) return State.WAITING;
        return until == null ? State.RUNNING : State.REPLACED;
    }

    /** Whether what it signed is believed. */
    boolean verifies(Instant now) {
        return switch (state()) {
            case RUNNING -> true;
            case REPLACED -> until != null && until.isAfter(now);
            case WAITING, ENDED, LOST, REFUSED -> false;
        };
    }

    public String fingerprint() {
        return open.fingerprint();
    }
}
