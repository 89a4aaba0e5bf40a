package org.akoma.access;

import java.security.SecureRandom;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.akoma.database.Compartment;
import org.akoma.database.Door;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sessions that the house opens for what it does by itself: rounds, imports, the tests' own acts. One for each person, as long as it runs;
 * the database ends it after twelve hours and with every change of the person's roles. No request ever enters with one.
 */
@Component
class JobSessions {

    private static final int TOKEN_BYTES = 32;
    private static final ScopedValue<JobStore> REPLAY = ScopedValue.newInstance();

    private final JobStore store;
    private final TransactionTemplate apart;
    private final Map<UUID, byte[]> open = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    JobSessions(JobStore store, PlatformTransactionManager transactions) {
        this.store = store;
        this.apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** The hash of the person's session; a new one when none is known. */
    byte[] of(UUID person) {
        return open.computeIfAbsent(person, this::open);
    }

    /** What was known of the person's session no longer holds. */
    void forget(UUID person) {
        open.remove(person);
    }

    /** While the work runs, sessions are opened by the owner of the tables and may be of any moment: what a scenario tells lies in the past. */
    <T extends @Nullable Object> T replaying(JobStore owner, Supplier<T> work) {
        open.clear();
        try {
            return ScopedValue.where(REPLAY, owner).call(work::get);
        } finally {
            open.clear();
        }
    }

    private byte[] open(UUID person) {
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        byte[] hash = Sessions.hash(token);
        if (REPLAY.isBound()) REPLAY.get().open(person, hash);
        else Door.through(Compartment.JOBS, () -> apart.executeWithoutResult(status -> store.open(person, hash)));
        return hash;
    }
}
