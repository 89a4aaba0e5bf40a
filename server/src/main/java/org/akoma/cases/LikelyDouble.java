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
 * @param lookedBy who said the last of it, for a reader of the same structure; else null
 * @param verdict what two sides say alike; null = they have not yet
 * @param word what the reader's own side says
 * @param speaks whether the reader speaks for a side
 * @param answered whether another side has said something
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
        @Nullable Facts made,
        @Nullable Verdict word,
        boolean speaks,
        boolean answered) {

    /** Whether the reader still has to say something, or may say something else. */
    public boolean awaitsWord() {
        return verdict == null && speaks && word == null;
    }

    /** That they are two children: while nothing is settled. */
    public boolean maySayTwo() {
        return speaks && verdict == null && word != Verdict.ANOTHER;
    }

    /** That they are one child after all: it opens the question again. */
    public boolean maySayOne() {
        return speaks && verdict != Verdict.SAME && word != Verdict.SAME;
    }

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
