package org.akoma.protection.placement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/** One step of the search for a child whom nobody has seen. The search ends when the child is found, never by closing the file. */
public record SearchStep(UUID id, Step step, Instant at, SealedText words, UUID recordedBy) {

    /** In the order of the protocol: the nearest first, then wider, then the supervisor. Steps may be repeated. */
    public enum Step {
        FLAGGED,
        PHONE,
        HOME_VISIT,
        SCHOOL_OR_WORK,
        COMMUNITY,
        AUTHORITY,
        PARTNER,
        SUPERVISOR_REVIEW,
        FOUND
    }

    /** What is done before a supervisor looks at the search. The database asks the same. */
    static final Set<Step> REQUIRED = Set.of(Step.PHONE, Step.HOME_VISIT, Step.AUTHORITY);

    /**
     * Sealed.
     *
     * @param outcome what came of it, where the child was found
     */
    public record SealedText(@Nullable LocalDate lastSeenOn, String outcome) {}

    /** A search begins with the flag, once; every other step needs one that runs. */
    static @Nullable FieldError refusal(CaseFile file, Step step) {
        boolean lost = file.lostSince() != null;
        if (step == Step.FLAGGED) return lost ? FieldError.of("step", "cases.lost-already") : null;
        return lost ? null : FieldError.of("step", "cases.not-lost");
    }
}
