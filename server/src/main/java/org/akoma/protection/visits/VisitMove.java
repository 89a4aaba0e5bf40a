package org.akoma.protection.visits;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A visit was given another day.
 *
 * @param reason a code of {@code visit-move-reason}
 */
record VisitMove(Instant at, LocalDate from, LocalDate to, String reason, UUID movedBy) {}
