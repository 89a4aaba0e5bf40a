package org.akoma.protection.identity;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who answers for the child, from a day until another ({@code requirements.md 2.4, T4}).
 *
 * @param endedOn the first day without; null = still
 * @param waits for a supervisor, because the family is barred: until then this person answers for nobody
 * @param name sealed, like contact and words
 */
public record Guardian(
        UUID id,
        Kind kind,
        LocalDate appointedOn,
        @Nullable LocalDate endedOn,
        String name,
        @Nullable String contact,
        @Nullable String words,
        UUID recordedBy,
        boolean waits) {

    /** Codes of the list {@code guardian-kind}. */
    public enum Kind {
        PARENT,
        RELATIVE,
        APPOINTED,
        AD_HOC,
        INSTITUTION;

        /** Appointed by an authority: the only ones who may answer when a caregiver took part in the trafficking. */
        public boolean byAuthority() {
            return this == APPOINTED || this == AD_HOC || this == INSTITUTION;
        }
    }

    public boolean answersOn(LocalDate day) {
        return !waits && !day.isBefore(appointedOn) && (endedOn == null || day.isBefore(endedOn));
    }
}
