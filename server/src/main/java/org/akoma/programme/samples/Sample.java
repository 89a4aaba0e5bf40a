package org.akoma.programme.samples;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.akoma.programme.evaluation.Mission;
import org.jspecify.annotations.Nullable;

/**
 * A draw of files of a mission. Which file has which study code is known to the database alone.
 *
 * @param number of the draw within the mission: earlier ones were refused or taken back
 * @param seed from which the draw is made again: SHA-256 of {@code seed/group/code of the file} orders the files of a group
 * @param size of all files, or of each group
 * @param reading as it was last asked for
 * @param waits whether a second person is asked about it
 * @param eligible files there were
 */
public record Sample(
        UUID id,
        String mission,
        int number,
        String seed,
        Way way,
        int size,
        Reading reading,
        int eligible,
        int drawn,
        Instant proposedAt,
        State state,
        boolean waits) {

    /**
     * Who reads the files until when, as a second person agrees to it.
     *
     * @param readers accounts of the evaluators of the team
     * @param interviewers of them, who may interview a child
     * @param training a note on how those were trained; null = none
     * @param lastDay of the mission, like {@code firstDay}
     * @param until the last day of reading
     * @param mayReplace how many files of the draw are replaced in all
     */
    public record Reading(
            int version,
            List<String> readers,
            List<String> interviewers,
            @Nullable String training,
            LocalDate firstDay,
            LocalDate lastDay,
            LocalDate until,
            int mayReplace) {
        public Reading {
            readers = List.copyOf(readers);
            interviewers = List.copyOf(interviewers);
        }
    }

    /** Whether a second person agreed to it and none is asked again now. */
    public boolean isRenewable() {
        return !waits && (state == State.AGREED || state == State.ENDED);
    }

    /** As in the database: the last day of reading is so many days after the last day of the mission at most. */
    static final int DAYS_AFTER = 30;

    /** The last day of reading: the one that was agreed to, or an earlier one on which the findings were released or the mission was closed. */
    public LocalDate lastReading(Mission of) {
        LocalDate last = earlier(reading.until(), of.plan().lastDay().plusDays(DAYS_AFTER));
        return earlier(earlier(last, day(of.releasedAt())), day(of.closedAt()));
    }

    private static @Nullable LocalDate day(@Nullable Instant moment) {
        return moment == null ? null : LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    private static LocalDate earlier(LocalDate one, @Nullable LocalDate other) {
        return other != null && other.isBefore(one) ? other : one;
    }

    public boolean isEnded() {
        return state == State.ENDED;
    }

    /** How the size is meant. */
    public enum Way {
        /** So many files in all, each group by its share. */
        TOTAL,
        /** So many files of each group. */
        EACH_GROUP
    }

    /** Whether a second person has confirmed it. */
    public enum State {
        WAITING,
        AGREED,
        /** Its readers read it no more: the findings are released, the mission is closed, or the last day is over that was agreed to. */
        ENDED,
        REFUSED,
        WITHDRAWN,
        REPLACED;

        boolean isOver() {
            return this == REFUSED || this == WITHDRAWN || this == REPLACED;
        }
    }

    /** Why a sampled file was not read. Stored in {@code evaluation.sampled}. */
    public enum Why {
        TRANSFERRED,
        CONFLICT_OF_INTEREST,
        TOO_LITTLE_WRITTEN,
        CONSENT_WITHDRAWN,
        SAFETY
    }

    /** A group of the draw; without names the small ones together, of which none is counted alone. */
    public record Group(
            @Nullable String sex,
            @Nullable String ageGroup,
            @Nullable String pathway,
            int files,
            int drawn) {}

    /**
     * A sampled file as its readers see it. What would point at a child of a small group is null.
     *
     * @param care kind of the place where the child lives
     * @param since month of the registration
     */
    public record StudyFile(
            String study,
            @Nullable String sex,
            @Nullable String ageGroup,
            @Nullable String pathway,
            @Nullable String country,
            @Nullable String care,
            YearMonth since,
            boolean closed) {}

    /**
     * Something that happened, by its month.
     *
     * @param structure kind of the structure that did it
     * @param factors of an index
     */
    public record StudyEvent(
            YearMonth month,
            Part part,
            String kind,
            @Nullable String outcome,
            @Nullable String structure,
            @Nullable Factors factors) {}

    /**
     * How many factors of an index; never their sum ({@code requirements.md 4.1}).
     *
     * @param better than in the index before it
     */
    public record Factors(int veryBad, int bad, int better, int worse) {}

    /** What it was. */
    public enum Part {
        HELP,
        VISIT,
        INDEX,
        PLACE
    }

    /**
     * A file that was replaced by another one.
     *
     * @param study null = the reader is not of the team
     * @param by code of the account
     */
    public record Replaced(@Nullable String study, Why why, Instant at, String by) {}
}
