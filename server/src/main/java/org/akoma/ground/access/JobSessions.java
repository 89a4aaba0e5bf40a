package org.akoma.ground.access;

import java.security.SecureRandom;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.CompartmentContext;
import org.akoma.ground.database.Owner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sessions that no request asked for. For a round of the application itself the login {@code akoma_jobs} opens one that only reads, on the care
 * side; for a command of the operator (an import, an export) and for tests the owner of the tables opens one; a serving application no longer
 * has the owner's password. One for each person while it runs; the database ends it by its expiry and with every change of the person's roles.
 * No request ever enters with one.
 */
@Component
class JobSessions {

    private static final int HASH_BYTES = 32;

    private final JobStore store;
    private final Owner owner;
    private final TransactionTemplate apart;
    private final Map<Key, byte[]> open = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    private record Key(UUID person, boolean round) {
        static Key of(Actor actor) {
            return new Key(actor.personId(), actor.pass().isRound());
        }
    }

    JobSessions(JobStore store, Owner owner, PlatformTransactionManager transactions) {
        this.store = store;
        this.owner = owner;
        this.apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** The hash of the person's session; a new one when none is known. */
    byte[] of(Actor actor) {
        return open.computeIfAbsent(Key.of(actor), this::open);
    }

    /** What was known of the person's session no longer holds. */
    void forget(Actor actor) {
        open.remove(Key.of(actor));
    }

    private byte[] open(Key key) {
        byte[] hash = new byte[HASH_BYTES]; // of no token: nobody can sign in with it
        random.nextBytes(hash);
        if (key.round())
            CompartmentContext.through(
                    Compartment.JOBS, () -> apart.executeWithoutResult(status -> store.open(key.person(), hash)));
        else JobStore.of(owner.source()).open(key.person(), hash);
        return hash;
    }
}
