package org.akoma.protection.alerts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What other records say of the child since an alert: for the page on which somebody ends it. As far as the reader reads these records. */
@Component
class AlertEvidence {

    private final ActorTransactions transactions;
    private final AlertEvidenceStore store;

    AlertEvidence(ActorTransactions transactions, AlertEvidenceStore store) {
        this.transactions = transactions;
        this.store = store;
    }

    /**
     * A visit that saw the child.
     *
     * @param safety a code of {@code visit-safety}
     */
    record Seen(UUID visit, LocalDate day, @Nullable String safety, UUID by) {}

    /** The end of the search. */
    record Found(Instant at, UUID by) {}

    record Told(@Nullable Found found, List<Seen> seen) {
        Told {
            seen = List.copyOf(seen);
        }
    }

    Told of(Actor actor, Alert alert) {
        UUID file = alert.file();
        if (file == null || alert.closedAt() != null) return new Told(null, List.of());
        Instant since = alert.againAt() == null ? alert.raisedAt() : alert.againAt();
        OffsetDateTime from = since.atOffset(ZoneOffset.UTC);
        return transactions.as(
                actor,
                () -> new Told(
                        alert.type().searched() ? store.found(file, from).orElse(null) : null, store.seen(file, from)));
    }
}
