package org.akoma.protection.visits;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a child's risk should be HIGH, as a score or an alert says ({@code requirements.md 4.5}). A supervisor raises it or says why it stays below;
 * until then the child is visited as at high risk.
 *
 * @param sourceId the score, or the alert
 * @param dueAt until when it is decided
 * @param reason why it stays below; sealed
 */
public record HighProposal(
        UUID id,
        Source source,
        UUID sourceId,
        UUID proposedBy,
        Instant since,
        Instant dueAt,
        @Nullable Instant decidedAt,
        @Nullable UUID decidedBy,
        @Nullable Verdict verdict,
        @Nullable String reason) {

    public enum Source {
        RISK_SCORE,
        ALERT
    }

    public enum Verdict {
        RAISED,
        STAYS,
        /** The file ended before anybody decided. */
        FILE_CLOSED
    }

    public boolean waits() {
        return decidedAt == null;
    }
}
