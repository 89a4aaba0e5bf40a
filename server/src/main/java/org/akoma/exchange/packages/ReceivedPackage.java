package org.akoma.exchange.packages;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A package that became a file of this house.
 *
 * @param from code of the structure whose signature it bears
 * @param sentAs the file's code there
 * @param acceptedBy code of who said that this structure answers for the child; null = nobody yet
 */
record ReceivedPackage(
        UUID id,
        UUID fileId,
        String from,
        String sentAs,
        Purpose purpose,
        boolean minimum,
        Instant madeAt,
        String importedBy,
        Instant importedAt,
        @Nullable String acceptedBy,
        @Nullable Instant acceptedAt) {}
