package org.akoma.access;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The supervisor of another structure who decides what the only one of this structure proposed.
 *
 * @param structure code of the structure that they stand in for
 * @param person code of the deputy, with their own structure's
 * @param agreed a second person agreed: in force
 * @param until null = made with the house itself, without end
 */
record Deputy(
        UUID id,
        String structure,
        String person,
        String personsStructure,
        boolean agreed,
        Instant from,
        @Nullable Instant until) {

    @Nullable
    LocalDate lastDay() {
        return until == null ? null : LocalDate.ofInstant(until, ZoneOffset.UTC);
    }
}
