package org.akoma.programme.reports;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A report that somebody asked for, and how far it is.
 *
 * @param code given, never typed, as RP-2015-0001
 * @param missionId of an evaluation; null = a month
 * @param mission its code
 * @param askedBy code of the account
 * @param until the files are kept until then
 * @param progress in percent
 * @param seenAt when something was heard of who makes it; null = nobody began
 * @param failure key of the error that says why it failed; null = it did not
 * @param fingerprint SHA-256 of what it says, in hexadecimal; null = not made yet
 * @param recall why nobody takes it any more; null = it was not taken back
 * @param mine whether the reader asked for it
 */
record Report(
        UUID id,
        String code,
        Kind kind,
        Edition edition,
        Language language,
        @Nullable UUID missionId,
        @Nullable String mission,
        @Nullable YearMonth month,
        String askedBy,
        Instant askedAt,
        Instant until,
        State state,
        int progress,
        @Nullable Instant seenAt,
        @Nullable String failure,
        @Nullable String fingerprint,
        @Nullable Instant releasedAt,
        @Nullable UUID recall,
        boolean mine,
        int version) {

    /** So long nothing was heard of who makes it before another may take over. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    enum Kind {
        /** What a mission found, with the figures of the project. */
        EVALUATION,
        /** A month of the project, for who pays for it. */
        DONOR
    }

    enum Edition {
        /** Exact figures, for the team of the mission. It never leaves the house. */
        INTERNAL,
        /** Without small counts ({@code requirements.md 8.6}). */
        PARTNERS
    }

    enum Language {
        FR("fr-FR"),
        EN("en-GB");

        private final String tag;

        Language(String tag) {
            this.tag = tag;
        }

        String tag() {
            return tag;
        }

        Locale locale() {
            return Locale.of(name().toLowerCase(Locale.ROOT));
        }
    }

    enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED
    }

    enum Format {
        PDF("application/pdf"),
        DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }
    }

    public boolean isUnderWay() {
        return recall == null && (state == State.WAITING || state == State.RUNNING);
    }

    /** Whether nobody works at it, though it is not made. */
    boolean isLeft(Instant now) {
        return recall == null && isForgotten(now);
    }

    private boolean isForgotten(Instant now) {
        return state == State.WAITING
                || state == State.RUNNING && (seenAt == null || seenAt.isBefore(now.minus(SILENCE)));
    }

    public boolean isDone() {
        return state == State.DONE && recall == null;
    }

    public boolean isReleased() {
        return releasedAt != null && recall == null;
    }

    /** Whether it is given out only after another person released it; until then there is a draft of it. */
    public boolean leavesTheHouse() {
        return edition == Edition.PARTNERS;
    }

    /** In groups of eight, as two people compare it. */
    public String grouped() {
        return fingerprint == null ? "" : fingerprint.replaceAll("(.{8})(?=.)", "$1 ");
    }
}
