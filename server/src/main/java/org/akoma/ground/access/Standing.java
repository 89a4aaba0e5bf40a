package org.akoma.ground.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One account: the person's contract, code of conduct, and every role they were given.
 *
 * @param version grows with each change of the contract
 */
public record Standing(
        Person person,
        @Nullable LocalDate contractFrom,
        @Nullable Instant conductAcceptedAt,
        @Nullable String supervisor,
        String language,
        int version,
        List<GivenRole.Shown> roles) {

    public Standing with(List<GivenRole.Shown> given) {
        return new Standing(person, contractFrom, conductAcceptedAt, supervisor, language, version, given);
    }
}
