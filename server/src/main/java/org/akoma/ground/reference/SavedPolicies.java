package org.akoma.ground.reference;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.CompartmentContext;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The limits that this house has set for itself, kept in the database and known to every copy within a minute. */
@Component
@Order(10)
public class SavedPolicies implements PolicyOverrides {

    private final PolicyStore store;
    private final Clock clock;
    private volatile @Nullable Map<String, String> known;

    SavedPolicies(PolicyStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Map<String, String> values() {
        Map<String, String> values = known;
        return values == null ? refresh() : values;
    }

    /**
     * Sets these values and removes all others, for past and present: a scenario runs from its first day under its own limits. For a command of
     * the operator only; in the browser two people change one value.
     *
     * @param source a person's code, or the name of a scenario
     * @throws IllegalArgumentException {@code reference.policy-unknown} or {@code reference.policy-value}
     */
    public void save(Map<String, String> values, String source) {
        Policies.check(values);
        store.replace(values, source, clock.instant());
        refresh();
    }

    /**
     * Who set a value of this installation, and when.
     *
     * @param source a person's code, or the name of a scenario
     */
    public record Change(String source, Instant at) {}

    /** By key; asks the database: not inside a transaction. */
    public Map<String, Change> changes() {
        return CompartmentContext.through(Compartment.ADMINISTRATION, store::changes);
    }

    /** After two people changed a value: this copy knows it once their transaction is over, the others within a minute. */
    public void refreshOnceCommitted() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                known = null; // the next look-up reads it
            }
        });
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
    void everyMinute() {
        refresh();
    }

    private Map<String, String> refresh() {
        Map<String, String> values = CompartmentContext.through(Compartment.ADMINISTRATION, store::all);
        known = values;
        return values;
    }
}
