package org.akoma.protection.record;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a nurse, doctor or psychologist did (C4). Who does not hold HEALTH learns only when the first screening was.
 *
 * @param care what matters for the child's care: what to give, to avoid, to come back for; read by all who hold HEALTH, and by who houses the
 *     child where it is urgent; null = nothing was written of it
 * @param result of a questionnaire; null for any other kind
 * @param detail the clinical words; null for a reader who did not write them and is no provider of the structure that did
 */
public record Medical(
        UUID id,
        Instant at,
        Kind kind,
        boolean urgent,
        @Nullable Result result,
        @Nullable String care,
        @Nullable String detail,
        UUID recordedBy) {

    public enum Kind {
        SCREENING,
        TREATMENT,
        PSYCHOLOGY,
        /** Of a questionnaire that is not part of Akoma ({@code requirements.md 4.2, 4.3}): what somebody else computed. */
        EXTERNAL_RESULT
    }

    public enum Instrument {
        SDQ,
        RSS,
        OTHER
    }

    public enum Respondent {
        CHILD,
        CAREGIVER,
        TEACHER
    }

    /**
     * Sealed.
     *
     * @param edition version and language of the questionnaire
     * @param outcome band or score
     */
    public record Result(Instrument instrument, String edition, Respondent respondent, String outcome) {}

    /** What is shown under the record: what matters for the care first, then the clinical words as far as the reader has them. */
    public String shown() {
        String first = care == null ? "" : care;
        return detail == null ? first : first.isEmpty() ? detail : first + "\n" + detail;
    }
}
