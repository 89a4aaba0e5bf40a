package org.akoma.programme.training;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who takes part in a session, police or care.
 *
 * @param structure code; null = several, or one that is not of this house
 * @param sex F, M or U
 * @param account code of the account; null = has none here
 * @param name null = not recorded, or not for the reader
 * @param withdrawn no longer takes part
 */
public record Participant(
        UUID id,
        String session,
        String code,
        @Nullable String structure,
        Profession profession,
        String sex,
        @Nullable String account,
        @Nullable String name,
        @Nullable Practical practical,
        boolean withdrawn,
        int version) {

    Profession.Side side() {
        return profession.side();
    }

    /** How the practical part ended. */
    public enum Practical {
        PASS,
        FAIL
    }
}
