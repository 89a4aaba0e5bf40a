package org.akoma.ground.access;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.akoma.ground.database.Compartment;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Codes that the database gave to a login, kept for the life of the application. They stay right because a code never changes
 * ({@code access.keep_names}) and who may know it is decided by the login alone; so each login has codes of its own, and an id that was not
 * answered is asked again.
 */
final class RememberedCodes {

    private final Function<Collection<UUID>, Map<UUID, String>> database;
    private final Map<Compartment, Map<UUID, String>> known = new ConcurrentHashMap<>();

    /** @param database asks for ids on the login of the thread; what the login may not know is not in the answer */
    RememberedCodes(Function<Collection<UUID>, Map<UUID, String>> database) {
        this.database = database;
    }

    /** Those of these ids that were answered to this login before. */
    Map<UUID, String> known(Compartment login, Collection<UUID> ids) {
        Map<UUID, String> all = of(login);
        Map<UUID, String> found = new HashMap<>();
        for (UUID id : ids) {
            String code = all.get(id);
            if (code != null) found.put(id, code);
        }
        return found;
    }

    /**
     * Those of these ids that this login may know; asks for the unknown ones, inside a transaction.
     *
     * @param login the thread's own
     */
    Map<UUID, String> get(Compartment login, Collection<UUID> ids) {
        Map<UUID, String> found = known(login, ids);
        Set<UUID> unknown = new HashSet<>(ids);
        unknown.removeAll(found.keySet());
        if (unknown.isEmpty()) return found;
        Map<UUID, String> answered = database.apply(unknown);
        if (!answered.isEmpty()) keepOnceCommitted(login, answered);
        found.putAll(answered);
        return found;
    }

    /** What this transaction made itself is not there after a rollback, and its id may then get another code. */
    private void keepOnceCommitted(Compartment login, Map<UUID, String> answered) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                of(login).putAll(answered);
            }
        });
    }

    private Map<UUID, String> of(Compartment login) {
        return known.computeIfAbsent(login, one -> new ConcurrentHashMap<>());
    }
}
