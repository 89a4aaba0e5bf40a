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
public record AccountSummary(
        Person person,
        @Nullable LocalDate contractFrom,
        @Nullable Instant conductAcceptedAt,
        @Nullable String supervisor,
        String language,
        int version,
        List<GivenRole.Shown> roles) {

    public AccountSummary with(List<GivenRole.Shown> given) {
        return new AccountSummary(person, contractFrom, conductAcceptedAt, supervisor, language, version, given);
    }
}
