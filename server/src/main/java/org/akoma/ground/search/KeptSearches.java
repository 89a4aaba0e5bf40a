package org.akoma.ground.search;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.vault.Vault;
import org.springframework.stereotype.Component;

/**
 * What was typed into the search box, sealed and for an hour, so that the page of results has an address without it and the browser's way back sends
 * nothing again. Only the session that typed it reads it ({@code docs/decisions/search-from-one-box.md}).
 */
@Component
class KeptSearches {

    private static final Duration LIFE = Duration.ofHours(1);
    private static final int MOST = 20;

    private final KeptSearchStore store;
    private final ActorTransactions transactions;
    private final Vault vault;
    private final Clock clock;

    KeptSearches(KeptSearchStore store, ActorTransactions transactions, Vault vault, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.vault = vault;
        this.clock = clock;
    }

    UUID keep(Actor actor, String text) {
        UUID id = Ids.next();
        byte[] session = transactions.session(actor);
        Instant now = clock.instant();
        transactions.doAs(actor, () -> {
            store.insert(id, session, actor.personId(), vault.sealForHouse(actor.compartment(), place(id), text), now);
            store.forget(session, now.minus(LIFE), MOST);
        });
        return id;
    }

    /** Empty when another session typed it, or it is forgotten. */
    Optional<String> find(Actor actor, UUID id) {
        return transactions.as(
                actor,
                () -> store.find(
                                id, transactions.session(actor), clock.instant().minus(LIFE))
                        .map(kept -> vault.unsealForHouse(actor.compartment(), place(id), kept, String.class)));
    }

    private static String place(UUID id) {
        return "access.kept_search/" + id;
    }
}
