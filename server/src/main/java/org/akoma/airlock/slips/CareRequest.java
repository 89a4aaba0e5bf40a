package org.akoma.airlock.slips;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Places that the police ask care to hold ready before an operation starts ({@code requirements.md 2.1}, step 0). All that care learns of it.
 *
 * @param operation its code
 * @param structure code of the structure that is asked
 * @param interpreters languages, codes of the list {@code language}; null = not said
 * @param women who go along; null = not said
 * @param medical whether care sends somebody for first medical help; null = not said
 * @param confirmedBy code of who of care confirmed; null = nobody yet
 * @param offered places that care can hold, fewer than was asked for; null = it has not said no
 * @param declinedBy code of who of care said so
 */
public record CareRequest(
        UUID operationId,
        String operation,
        String structure,
        String country,
        LocalDate startsOn,
        int children,
        int places,
        Instant askedAt,
        @Nullable List<String> interpreters,
        @Nullable Integer women,
        @Nullable Boolean medical,
        @Nullable String confirmedBy,
        @Nullable Instant confirmedAt,
        @Nullable Integer offered,
        @Nullable String declinedBy,
        @Nullable Instant declinedAt) {

    /** Nobody of care has answered. */
    public boolean waits() {
        return confirmedBy == null && offered == null;
    }
}
