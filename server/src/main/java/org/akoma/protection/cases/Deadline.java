package org.akoma.protection.cases;

import java.time.Duration;
import java.time.Instant;
import org.akoma.Time;
import org.jspecify.annotations.Nullable;

/**
 * One clock of {@code requirements.md 2.4}.
 *
 * @param rule such as {@code T2}
 * @param done when what was due happened; null = not yet
 */
public record Deadline(String rule, Instant due, @Nullable Instant done) {

    public enum State {
        MET,
        LATE,
        RUNNING,
        OVERDUE
    }

    public State state(Instant now) {
        if (done != null) return done.isAfter(due) ? State.LATE : State.MET;
        return now.isAfter(due) ? State.OVERDUE : State.RUNNING;
    }

    /** The days it came late or is late now. 0 when it is not late. */
    public long daysLate(Instant now) {
        return Time.daysLate(due, done == null ? now : done);
    }

    /** How long what was late came late, or is late now; zero when it is not. */
    public Duration lateness(Instant now) {
        Instant end = done == null ? now : done;
        return end.isAfter(due) ? Duration.between(due, end) : Duration.ZERO;
    }
}
