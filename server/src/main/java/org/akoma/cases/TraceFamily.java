package org.akoma.cases;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Begin the tracing of a family, under an id that the caller made, or take it a step further.
 *
 * @param version of the tracing as the caller read it; null = a new one
 * @param verifiedBy office or function that verified the family
 */
public record TraceFamily(
        UUID id,
        @Nullable Integer version,
        Tracing.Status status,
        @Nullable String verifiedBy,
        @Nullable LocalDate verifiedOn,
        @Nullable Boolean returnSafe,
        Tracing.Words words) {}
