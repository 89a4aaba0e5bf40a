package org.akoma.exchange.htcds;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.CompartmentContext;
import org.akoma.ground.database.Compartments;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps a checked file, sealed, for an hour, so that what is imported is what was checked. Each sees only their own; imports are forgotten after a day. */
@Component
class Uploads {

    private static final Duration KEPT = Duration.ofHours(1);

    private final UploadStore store;
    private final ActorTransactions transactions;
    private final Clock clock;
    private final Compartments compartments;

    Uploads(UploadStore store, ActorTransactions transactions, Clock clock, Compartments compartments) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
        this.compartments = compartments;
    }

    UUID keep(Actor actor, Upload upload) {
        return transactions.as(actor, () -> {
            UUID id = Ids.next();
            Instant now = clock.instant();
            store.insert(actor, id, upload, now, now.plus(KEPT));
            return id;
        });
    }

    /** Empty when the hour is over, it was imported, or it is somebody else's. */
    Optional<Upload> find(Actor actor, UUID id) {
        return transactions.as(actor, () -> store.find(id, clock.instant()));
    }

    /** What its owner said of its rows so far, by field of the page. */
    Map<String, String> answers(Actor actor, UUID id) {
        return transactions.as(actor, () -> store.answers(id, clock.instant()));
    }

    /** Keeps what was said; from each answer on the file is kept for another hour, within a day. */
    void answer(Actor actor, UUID id, Map<String, String> answers) {
        transactions.doAs(actor, () -> store.answer(id, answers, clock.instant().plus(KEPT)));
    }

    @Scheduled(fixedDelay = 300_000, initialDelay = 60_000)
    void forgetOld() {
        if (!compartments.serves(Compartment.PROTECTION)) return;
        CompartmentContext.through(Compartment.PROTECTION, () -> store.forget(clock.instant()));
    }
}
