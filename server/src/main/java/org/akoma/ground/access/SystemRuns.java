package org.akoma.ground.access;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.Compartments;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * For scheduled work that no request asked for: lists the people it concerns and runs it. It uses the login of the administration, which sees no
 * file; tasks of a person are counted as that person would see them, in a session that only reads.
 */
@Service
public class SystemRuns {

    private final PersonStore store;
    private final ActorTransactions transactions;
    private final Compartments host;
    private final Clock clock;

    SystemRuns(PersonStore store, ActorTransactions transactions, Compartments host, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.host = host;
        this.clock = clock;
    }

    /** Whether this host has anything to do with the care side. */
    public boolean serveCare() {
        return host.serves(Compartment.PROTECTION);
    }

    /**
     * The next of those who work on the care side today, in the order of their ids.
     *
     * @param after null = from the beginning
     */
    public List<Actor> next(@Nullable UUID after, int most) {
        return asHouse(() -> store.atWork(Compartment.PROTECTION, after, clock.instant(), most)).stream()
                .map(person -> Actor.of(person, Pass.ofRound()))
                .toList();
    }

    /** In one transaction of its own, on the login that sees no file. */
    public <T> T asHouse(Supplier<T> work) {
        return transactions.asHouse(work);
    }
}
