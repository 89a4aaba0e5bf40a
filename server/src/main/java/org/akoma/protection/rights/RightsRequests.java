package org.akoma.protection.rights;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.springframework.stereotype.Service;

/** Requests for access and for correction, and how they are answered, for the data protection officer: whose answer is late, and where. */
@Service
class RightsRequests {

    static final int MOST = 500;

    private final ActorTransactions transactions;
    private final RightsRequestStore store;
    private final Clock clock;

    RightsRequests(ActorTransactions transactions, RightsRequestStore store, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.clock = clock;
    }

    static boolean reads(Actor actor) {
        return actor.is(Role.DATA_PROTECTION_OFFICER);
    }

    Instant now() {
        return clock.instant();
    }

    /** What waits first, the soonest due on top; nothing for anybody else. */
    List<RightsRequest> all(Actor actor) {
        return reads(actor) ? transactions.as(actor, () -> store.all(MOST)) : List.of();
    }

    int late(Actor actor) {
        Instant now = now();
        return (int) all(actor).stream().filter(one -> one.isLate(now)).count();
    }
}
