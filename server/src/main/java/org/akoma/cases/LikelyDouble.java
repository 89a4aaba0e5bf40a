package org.akoma.cases;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two children whose names sound alike, put before the supervisors of both sides when the second was registered or asked about.
 *
 * @param code of the file that was there; null when the reader does not see it
 * @param other of the file that was opened; null when the reader does not see it, or when none was opened
 * @param opened whether a file was opened at all
 * @param there what the reader sees of the file that was there; null when they do not see it
 * @param made the same of the file that was opened
 * @param askedBy code of who asked, for a reader of the same structure; else null
 * @param lookedBy who compared them; null = nobody yet
 */
public record LikelyDouble(
        UUID id,
        @Nullable String code,
        @Nullable String other,
        boolean opened,
        @Nullable String askedBy,
        Instant at,
        @Nullable String lookedBy,
        @Nullable Instant lookedAt,
        @Nullable Verdict verdict,
        @Nullable Facts there,
        @Nullable Facts made) {

    /** What tells two children apart without a name. */
    public record Facts(
            String code,
            String sex,
            @Nullable Integer age,
            boolean estimated,
            @Nullable String nationality,
            String country,
            Instant registeredAt) {}

    public enum Verdict {
        SAME,
        ANOTHER
    }
}
