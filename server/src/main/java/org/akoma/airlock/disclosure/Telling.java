package org.akoma.airlock.disclosure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That the child was told what the police were given; or that it is not told yet, and until when.
 *
 * @param words for the child, or why not; sealed under the file's key
 * @param by code of who wrote it
 * @param confirmedBy code of the supervisor who confirmed that the child is not told yet
 */
public record Telling(
        UUID id,
        boolean told,
        @Nullable LocalDate onDay,
        @Nullable Reason reason,
        @Nullable LocalDate reviewOn,
        byte[] words,
        String by,
        @Nullable Instant at,
        @Nullable String confirmedBy) {

    /** Why the child is not told yet. */
    public enum Reason {
        DANGER,
        NOT_FOUND,
        TOO_YOUNG
    }

    /** Whether a supervisor has still to confirm it. */
    public boolean isOpen() {
        return !told && confirmedBy == null;
    }
}
