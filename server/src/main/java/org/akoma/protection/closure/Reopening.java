package org.akoma.protection.closure;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request to take up a closed file again ({@code requirements.md 2.1, step 16}), and what a supervisor decided. */
record Reopening(
        UUID id,
        UUID askedBy,
        Instant askedAt,
        @Nullable UUID decidedBy,
        @Nullable Instant decidedAt,
        @Nullable Boolean granted,
        SealedText words) {

    /** Taken back by who asked: closed again without anybody's decision. */
    public boolean withdrawn() {
        return decidedAt != null && decidedBy == null;
    }

    /** Sealed. */
    public record SealedText(String reason, @Nullable String decisionReason) {}
}
