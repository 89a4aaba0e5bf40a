package org.akoma.ground.oversight;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the authority of a country said of the processing.
 *
 * @param reference the authority's number
 * @param until the last day; null = open-ended
 */
record Registration(
        UUID id,
        Incident.Country country,
        Kind kind,
        String reference,
        LocalDate from,
        @Nullable LocalDate until,
        String recordedBy,
        Instant recordedAt) {

    enum Kind {
        DECLARATION,
        AUTHORISATION,
        REFUSED,
        ENDED
    }
}
