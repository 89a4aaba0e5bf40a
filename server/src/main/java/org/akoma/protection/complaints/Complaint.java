package org.akoma.protection.complaints;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * About the conduct of somebody of the staff ({@code requirements.md 8.7, 9}). Read by the data protection officer and, unless they are
 * concerned themself, the safeguarding focal point of the structure; by nobody of a case team, and never by a person named as concerned: where
 * that is the only data protection officer, the project manager reads it.
 *
 * @param raisedBy null when the author withholds their name from those who receive it
 * @param structure code of the structure that it is about
 */
public record Complaint(
        UUID id,
        Instant raisedAt,
        @Nullable UUID raisedBy,
        String structure,
        boolean toFocal,
        Kind kind,
        SealedText words,
        @Nullable Instant acknowledgedAt,
        @Nullable Instant closedAt,
        @Nullable Outcome outcome,
        List<Step> steps) {

    public Complaint {
        steps = List.copyOf(steps);
    }

    public enum Kind {
        SEXUAL,
        VIOLENCE,
        NEGLECT,
        MONEY,
        CONFIDENTIALITY,
        OTHER
    }

    public enum Outcome {
        SUBSTANTIATED,
        NOT_SUBSTANTIATED,
        REFERRED
    }

    public enum StepKind {
        ACKNOWLEDGED,
        CHILD_PROTECTED,
        INTERVIEW,
        REFERRED,
        NOTE,
        END_PROPOSED,
        CLOSED;

        public static List<StepKind> toChoose() {
            return List.of(CHILD_PROTECTED, INTERVIEW, REFERRED, NOTE);
        }
    }

    /**
     * Sealed under the custodian's key.
     *
     * @param about who is meant;
     * @param child the code of a file, as far as it was said
     */
    public record SealedText(
            String what,
            @Nullable String about,
            @Nullable String child,
            @Nullable String contact) {

        private static final Pattern FILE = Pattern.compile("\\bAK\\W{0,3}\\d{3,}", Pattern.CASE_INSENSITIVE);

        /** Whether it names a child's file, in its place or among the words. */
        boolean ofAChild() {
            return child != null
                    || FILE.matcher(about == null ? what : about + "\n" + what).find();
        }

        /** Who is said to be concerned. */
        Named concerned() {
            return Named.concerned(about == null ? "" : about);
        }

        /** Whom the words name, and who therefore does not read them, as long as others do. */
        Named named() {
            return Named.in(about == null ? what : about + "\n" + what);
        }
    }

    public record Step(
            UUID id,
            StepKind kind,
            Instant at,
            UUID takenBy,
            @Nullable String text) {}

    /** RECEIVED, UNDER_REVIEW or CLOSED. */
    public String state() {
        if (closedAt != null) return "CLOSED";
        return acknowledgedAt == null ? "RECEIVED" : "UNDER_REVIEW";
    }
}
