package org.akoma.ground.emergencies;

import java.time.Instant;
import java.util.UUID;
import org.akoma.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * A case worker or supervisor opened a file that is not theirs, for a child in danger; somebody else judges it within 24 h
 * ({@code requirements.md 9}).
 *
 * @param until when it ends where nobody ends it before
 * @param readable whether the reason is one: text that was written past the application does not open
 * @param why it was judged so; null = not judged, or not said
 * @param beside whether the reader works with who opened it, and another officer judges it
 */
public record BreakGlass(
        UUID id,
        String fileCode,
        String by,
        Instant at,
        Instant until,
        Instant due,
        String reason,
        boolean readable,
        @Nullable String reviewedBy,
        @Nullable Instant reviewedAt,
        @Nullable Verdict verdict,
        @Nullable String why,
        boolean beside) {

    public static final int SHORTEST_REASON = 20;

    /** When it ends or ended: a judgement that it was not justified ends it at once. */
    public Instant ends() {
        return verdict == Verdict.NOT_JUSTIFIED && reviewedAt != null && reviewedAt.isBefore(until)
                ? reviewedAt
                : until;
    }

    /**
     * Not judged in time.
     *
     * @param now whose moment is compared with {@code due}, 24 hours after the opening
     */
    public boolean late(Instant now) {
        return verdict == null && !now.isBefore(due);
    }

    /** The result of asking for an emergency access; the database decides (trust.md G7). */
    public enum Opening {
        OPENED,
        /** No file has this code. */
        NO_FILE,
        /** The caller holds all of the file already, or opened it before and the access still runs. */
        NOT_NEEDED,
        /** Three within 24 hours. */
        TODAY,
        /** Two that nobody has judged yet. */
        UNREVIEWED,
        /** Judged within 24 hours: the caller had opened this file without need. */
        JUDGED,
        /** The caller has a second factor and did not show it for this opening. */
        FACTOR
    }

    public enum Verdict {
        JUSTIFIED,
        NOT_JUSTIFIED
    }

    /**
     * Files opened in an emergency that nobody has judged yet.
     *
     * @param due by when the first is to be judged; null = none waits
     */
    public record Waiting(int count, @Nullable Instant due) {}

    /** The result of judging one. */
    enum Judged {
        DONE,
        /** Not justified, and no reason for who opened it to read. */
        WHY,
        /** Nobody can read a reason: it was not opened by the application, and is never justified. */
        UNREADABLE,
        /** Nobody judges themselves. */
        TO_ONESELF,
        /** The officer works in the structure of who opened it, and another officer does not. */
        BESIDE,
        /** Judged already. */
        CHANGED,
        NOT_FOUND,
        FORBIDDEN
    }

    /** Why a colleague's access and sessions end: they read it. A justified one goes without. */
    static @Nullable FieldError missing(String field, Verdict verdict, @Nullable String why) {
        return verdict == Verdict.JUSTIFIED || why != null && why.strip().length() >= SHORTEST_REASON
                ? null
                : noReason(field);
    }

    /** Found justified, though nobody can read a reason. */
    boolean unread(Verdict given) {
        return given == Verdict.JUSTIFIED && !readable;
    }

    static FieldError noReason(String field) {
        return FieldError.of(field, "access.break-glass-why", SHORTEST_REASON);
    }
}
