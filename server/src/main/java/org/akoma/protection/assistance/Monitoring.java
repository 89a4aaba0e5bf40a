package org.akoma.protection.assistance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was noted of a service on one of its points. Nothing of it is changed; a correction is another record.
 *
 * @param answer a code of the point, or of a language
 * @param corrects the record that it takes the place of
 * @param mistake that record was noted by mistake, and nothing takes its place
 */
record Monitoring(
        UUID id,
        UUID serviceId,
        String point,
        LocalDate on,
        @Nullable Integer number,
        @Nullable String answer,
        @Nullable UUID corrects,
        boolean mistake,
        UUID recordedBy,
        Instant recordedAt) {}
