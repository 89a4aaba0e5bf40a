package org.akoma.protection.tasks;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task that was put off.
 *
 * @param who user name.
 * @param code of the file.
 * @param reason null when what is kept does not open
 */
record Snooze(
        UUID id,
        String kind,
        UUID item,
        String code,
        String who,
        Instant at,
        LocalDate until,
        @Nullable String reason) {}
