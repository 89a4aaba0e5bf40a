package org.akoma.exchange.exports;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.pages.TableFormat;
import org.jspecify.annotations.Nullable;

/**
 * A request to export names. A supervisor and the data protection officer, neither of them the one who asks, must both agree; then the one who
 * asked may download once, within a day ({@code requirements.md 9}, access test 23).
 *
 * @param requestedBy code of the person, like the others
 */
record ExportRequest(
        UUID id,
        UUID requesterId,
        String requestedBy,
        Instant requestedAt,
        TableFormat format,
        String purpose,
        @Nullable String supervisor,
        @Nullable Instant supervisedAt,
        @Nullable String custodian,
        @Nullable Instant custodianAt,
        @Nullable String refusedBy,
        @Nullable Instant downloadedAt) {

    /** How long an approved export may be downloaded. */
    static final Duration OPEN_FOR = Duration.ofHours(24);

    /**
     * What an export would take along before it is asked for.
     *
     * @param names of how many of the files the child's identity leaves
     * @param deciders codes of the supervisors who follow all these children, at most twenty
     */
    record Foreseen(long files, long names, List<String> deciders) {
        Foreseen {
            deciders = List.copyOf(deciders);
        }
    }

    enum State {
        WAITING,
        APPROVED,
        REFUSED,
        DOWNLOADED,
        EXPIRED
    }

    State state(Instant now) {
        if (refusedBy != null) return State.REFUSED;
        if (downloadedAt != null) return State.DOWNLOADED;
        Instant until = until();
        if (until == null) return State.WAITING;
        return now.isBefore(until) ? State.APPROVED : State.EXPIRED;
    }

    /** When an approved request ends; null while somebody has not agreed. */
    public @Nullable Instant until() {
        if (supervisedAt == null || custodianAt == null) return null;
        return (supervisedAt.isAfter(custodianAt) ? supervisedAt : custodianAt).plus(OPEN_FOR);
    }
}
