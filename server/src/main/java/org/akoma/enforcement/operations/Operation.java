package org.akoma.enforcement.operations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rescue operation.
 *
 * @param code such as {@code OP-AKOMA-2015}
 */
public record Operation(
        UUID id,
        String code,
        OperationPlan plan,
        OperationStatus status,
        @Nullable Instant startedAt,
        @Nullable Instant closedAt,
        int version) {}
