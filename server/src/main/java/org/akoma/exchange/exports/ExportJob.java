package org.akoma.exchange.exports;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.akoma.ground.pages.TableFormat;
import org.jspecify.annotations.Nullable;

/**
 * An export that is made behind the answer, and how far it is.
 *
 * @param identified with names: of the request of the same id
 * @param byTwo a second person agreed to this list: it is taken once
 * @param until the file is kept until then
 * @param total how many files leave, as it was foreseen
 * @param done how many of them are written
 * @param seenAt when something was heard of who makes it; null = nobody began
 * @param begun the request was used up for it
 * @param failure key of the error that says why it failed; null = it did not
 * @param takenAt when it was taken last; null = not yet
 */
record ExportJob(
        UUID id,
        boolean identified,
        boolean byTwo,
        TableFormat format,
        Instant askedAt,
        Instant until,
        State state,
        int total,
        int done,
        @Nullable Instant seenAt,
        boolean begun,
        @Nullable String failure,
        @Nullable Instant takenAt) {

    /** So long nothing was heard of who makes it before another may take over. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    /** How long one without names is kept: as one with names. */
    static final Duration KEPT = ExportRequest.OPEN_FOR;

    enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED
    }

    public boolean isUnderWay() {
        return state == State.WAITING || state == State.RUNNING;
    }

    /** In percent; whole only when it can be taken. */
    public int progress() {
        if (state == State.DONE) return 100;
        return total == 0 ? 0 : Math.min(99, 100 * done / total);
    }

    /** Whether nobody works at it, though it is not made. */
    boolean isLeft(Instant now) {
        return isUnderWay()
                && until.isAfter(now)
                && (state == State.WAITING || seenAt == null || seenAt.isBefore(now.minus(SILENCE)));
    }

    boolean isOver(Instant now) {
        return !until.isAfter(now);
    }
}
