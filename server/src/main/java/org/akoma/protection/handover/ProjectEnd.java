package org.akoma.protection.handover;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The end of the project as it was asked for, and agreed to by a second person.
 *
 * @param by code of who asked
 * @param agreedBy code of who agreed; null = it waits, or was refused
 * @param exceptions open files that no authority had accepted when it was asked for, in the order of their codes
 */
record ProjectEnd(
        UUID id,
        String by,
        Instant at,
        @Nullable String agreedBy,
        @Nullable Instant agreedAt,
        List<Exception> exceptions) {

    ProjectEnd {
        exceptions = List.copyOf(exceptions);
    }

    /** @param state how its hand-over stood */
    record Exception(String code, HandoverBoard.Place state) {}
}
