package org.akoma.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A case worker or supervisor opened a file that is not theirs, for a child in danger; somebody else judges it within 24 h ({@code requirements.md 9}). */
public record BreakGlass(
        UUID id,
        String fileCode,
        String by,
        Instant at,
        Instant until,
        String reason,
        @Nullable String reviewedBy,
        @Nullable Instant reviewedAt,
        @Nullable Verdict verdict) {

    public static final int SHORTEST_REASON = 20;

    public enum Verdict {
        JUSTIFIED,
        NOT_JUSTIFIED
    }
}
