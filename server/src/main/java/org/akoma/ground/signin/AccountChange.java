package org.akoma.ground.signin;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What somebody else changed of a person's account.
 *
 * @param was the code of a role, a structure, a person or a language, or a day; null = none
 * @param becomes the same
 * @param byRole a role of who changed it, null = none that they held
 */
record AccountChange(
        Instant at,
        What what,
        @Nullable String was,
        @Nullable String becomes,
        @Nullable String byRole) {

    /** What was changed. */
    public enum What {
        ROLE_GIVEN,
        ROLE_ENDED,
        /** The first day without a contract. */
        CONTRACT,
        STRUCTURE,
        SUPERVISOR,
        LANGUAGE
    }

    /** Of a contract, its first day without one; null = no end, or no contract. */
    public @Nullable LocalDate wasDay() {
        return day(was);
    }

    /** The same, from now on. */
    public @Nullable LocalDate becomesDay() {
        return day(becomes);
    }

    private @Nullable LocalDate day(@Nullable String said) {
        return what != What.CONTRACT || said == null ? null : LocalDate.parse(said);
    }
}
