package org.akoma.exchange.iati;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was proposed to be said of the project.
 *
 * @param proposedBy code of the account
 * @param confirmedAt null = it was not confirmed
 * @param endedAt when it was refused or taken back
 */
record FactsVersion(
        UUID id,
        ProposeFacts facts,
        String proposedBy,
        Instant proposedAt,
        @Nullable String confirmedBy,
        @Nullable Instant confirmedAt,
        @Nullable Instant endedAt) {

    boolean waits() {
        return confirmedAt == null && endedAt == null;
    }
}
