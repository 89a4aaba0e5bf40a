package org.akoma.ground.oversight;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person read on one day beyond what a rule takes for usual ({@code requirements.md 8.7}).
 *
 * @param person their code
 * @param n of this person, day and rule: what was read after an explanation or a judgement is another one
 * @param files different files; of {@link Rule#LISTED}, lines of lists; of {@link Rule#NAMED}, refused texts
 * @param most what the rule took for usual
 * @param about of {@link Rule#NAMED}, codes of the workshops; else null
 * @param explanation by the supervisor; null = none yet
 * @param why the data protection officer judged so; null = not judged
 */
record UnusualReading(
        UUID id,
        String person,
        LocalDate day,
        Rule rule,
        int n,
        int files,
        int most,
        @Nullable String about,
        Instant foundAt,
        @Nullable String explainedBy,
        @Nullable Instant explainedAt,
        @Nullable String explanation,
        @Nullable String judgedBy,
        @Nullable Instant judgedAt,
        @Nullable Verdict verdict,
        @Nullable String why) {

    /** Each has a limit among the policies, but for NAMED, of which one is unusual. */
    enum Rule {
        /** More files on one day than anybody is expected to open. */
        DAY,
        /** Several times the person's own usual. */
        USUAL,
        /** Many files within sixty minutes. */
        HOUR,
        NIGHT,
        /** Files that the person holds by a share or an emergency alone. */
        OUTSIDE,
        /** Files on which who leads the programme, or works for a central authority, does not work. */
        RANK,
        /** Many lines, or many children, in lists. */
        LISTED,
        /** Texts of a workshop that were refused because they name a child: who tries names learns whom the house knows. */
        NAMED
    }

    enum Verdict {
        JUSTIFIED,
        NOT_JUSTIFIED
    }

    enum State {
        OPEN,
        EXPLAINED,
        JUDGED
    }

    /** What came of a request to explain or judge one. */
    enum Outcome {
        DONE,
        NOT_FOUND,
        CHANGED,
        WHY,
        /** The officer reported as many incidents as one may on a day. */
        MANY,
        /** The officer works with who read, and another one judges it. */
        BESIDE,
        FORBIDDEN
    }

    public State state() {
        return judgedAt != null ? State.JUDGED : explainedAt != null ? State.EXPLAINED : State.OPEN;
    }
}
