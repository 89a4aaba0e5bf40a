package org.akoma.protection.visits;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A visit in a list: codes and dates, never a name.
 *
 * @param code of the file
 * @param worker code of who holds it
 * @param days after the planned day; negative before it
 */
record VisitLine(
        UUID id,
        String code,
        @Nullable String risk,
        String country,
        @Nullable String worker,
        Visit.Type type,
        LocalDate plannedOn,
        VisitState state,
        @Nullable LocalDate doneOn,
        @Nullable String mode,
        @Nullable Boolean seenAlone,
        @Nullable String missedReason,
        boolean reviewed,
        long days) {}
