package org.akoma.airlock.slips;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a child waited with the police ({@code requirements.md 2.4, T1}: 24 hours by default, {@code handover-to-worker.max}).
 *
 * @param due the last moment in time
 * @param taken from finding to hand-over, or until now while the child has not been handed over
 * @param handed whether the hand-over has happened
 */
public record HandoverTime(Instant due, Duration taken, Duration limit, boolean handed) {

    static HandoverTime of(Instant foundAt, @Nullable Instant handedAt, Instant now, Duration limit) {
        Instant until = handedAt == null ? now : handedAt;
        Duration taken = until.isBefore(foundAt) ? Duration.ZERO : Duration.between(foundAt, until);
        return new HandoverTime(foundAt.plus(limit), taken, limit, handedAt != null);
    }

    public boolean isLate() {
        return taken.compareTo(limit) > 0;
    }

    /** Whole hours beyond the limit, a begun hour counted; 0 when in time. */
    public long hoursLate() {
        return isLate() ? (taken.minus(limit).toSeconds() + 3599) / 3600 : 0;
    }

    /** Whole hours from finding to hand-over. */
    public long hoursTaken() {
        return taken.toHours();
    }
}
