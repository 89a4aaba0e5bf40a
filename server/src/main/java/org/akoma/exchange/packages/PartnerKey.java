package org.akoma.exchange.packages;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The open half of a partner's key.
 *
 * @param structure code of the partner
 * @param confirmedBy code of the second person; null = nobody confirmed it
 * @param endedAt also: refused, or taken back
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
        @Nullable Instant endedAt) {

    enum State {
        WAITING,
        RUNNING,
        ENDED,
        REFUSED
    }

    public State state() {
        if (endedAt != null) return confirmedAt == null ? State.REFUSED : State.ENDED;
        return confirmedAt == null ? State.WAITING : State.RUNNING;
    }

    public String fingerprint() {
        return open.fingerprint();
    }
}
