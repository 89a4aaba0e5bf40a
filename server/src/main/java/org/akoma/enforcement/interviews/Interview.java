package org.akoma.enforcement.interviews;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An interview with a child that an officer was assigned.
 *
 * @param officer code
 * @param supportName who sits beside the child, where a name was written
 * @param certified whether the officer was certified when it was held; all that is kept here of the training
 */
record Interview(
        UUID id,
        String officer,
        Instant plannedAt,
        Support support,
        @Nullable String supportName,
        boolean certified,
        @Nullable Instant heldAt,
        @Nullable Instant cancelledAt,
        int version) {

    /** Who sits beside the child. */
    enum Support {
        SOCIAL_WORKER,
        PSYCHOLOGIST,
        GUARDIAN,
        LAWYER,
        OTHER
    }

    boolean isOpen() {
        return heldAt == null && cancelledAt == null;
    }

    /** For a template. */
    public String state() {
        return heldAt != null ? "HELD" : cancelledAt != null ? "CANCELLED" : "PLANNED";
    }
}
