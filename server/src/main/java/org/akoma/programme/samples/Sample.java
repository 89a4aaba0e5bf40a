package org.akoma.programme.samples;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A draw of files of a mission. Which file has which study code is known to the database alone.
 *
 * @param number of the draw within the mission: earlier ones were refused or taken back
 * @param seed from which the draw is made again: SHA-256 of {@code seed/group/code of the file} orders the files of a group
 * @param size of all files, or of each group
 * @param interviewers accounts of the team who may interview a child
 * @param eligible files there were
 */
public record Sample(
        UUID id,
        String mission,
        int number,
        String seed,
        Way way,
        int size,
        List<String> interviewers,
        int eligible,
        int drawn,
        Instant proposedAt,
        State state) {

    public Sample {
        interviewers = List.copyOf(interviewers);
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
        /** Its readers read it no more: the findings are released, the mission is closed, or thirty days have passed since its last day. */
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
     * @param points of an index, of {@code ofPoints}
     */
    public record StudyEvent(
            YearMonth month,
            Part part,
            String kind,
            @Nullable String outcome,
            @Nullable String structure,
            @Nullable Integer points,
            @Nullable Integer ofPoints) {}

    /** What it was. */
    public enum Part {
        HELP,
        VISIT,
        INDEX,
        PLACE
    }

    /** A file that was replaced by the next one of its group. */
    public record Replaced(String study, Why why, Instant at) {}
}
