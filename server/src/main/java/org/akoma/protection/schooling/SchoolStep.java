package org.akoma.protection.schooling;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A step in a child's learning: a result, a promotion, a skill, a certificate, a decent-work visit to an apprentice, a job months later ({@code
 * requirements.md 3}).
 */
record SchoolStep(
        UUID id,
        UUID enrolmentId,
        Kind kind,
        LocalDate on,
        Outcome outcome,
        SealedText words,
        UUID recordedBy,
        Instant recordedAt) {

    public enum Kind {
        TERM_RESULT(Outcome.GOOD, Outcome.SUFFICIENT, Outcome.INSUFFICIENT),
        PROMOTION(Outcome.PROMOTED, Outcome.REPEATS),
        SKILL(Outcome.ACQUIRED, Outcome.IN_PROGRESS),
        CERTIFICATE(Outcome.OBTAINED, Outcome.FAILED),
        DECENT_WORK_VISIT(Outcome.DECENT, Outcome.CONCERN, Outcome.UNFIT),
        JOB(Outcome.EMPLOYED, Outcome.SELF_EMPLOYED, Outcome.NO_JOB);

        private final Set<Outcome> outcomes;

        Kind(Outcome... outcomes) {
            this.outcomes = Set.of(outcomes);
        }

        boolean mayBe(Outcome outcome) {
            return outcomes.contains(outcome);
        }

        /** Only who learns a trade has it. */
        boolean isOfApprentices() {
            return this == SKILL || this == DECENT_WORK_VISIT || this == JOB;
        }
    }

    public enum Outcome {
        GOOD,
        SUFFICIENT,
        INSUFFICIENT,
        PROMOTED,
        REPEATS,
        ACQUIRED,
        IN_PROGRESS,
        OBTAINED,
        FAILED,
        DECENT,
        CONCERN,
        UNFIT,
        EMPLOYED,
        SELF_EMPLOYED,
        NO_JOB;

        /** What a look at the place of work finds that is danger. */
        boolean isHarm() {
            return this == CONCERN || this == UNFIT;
        }
    }

    /**
     * Sealed.
     *
     * @param said marks, the skill, what was seen
     */
    public record SealedText(@Nullable String said) {}
}
