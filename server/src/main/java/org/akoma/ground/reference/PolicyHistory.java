package org.akoma.ground.reference;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.CompartmentContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The limits that held on a past day. They change where an operator configures others and starts anew, which is when they are looked at; what a
 * scenario says holds for all that it tells ({@link SavedPolicies#save}).
 */
@Component
public class PolicyHistory {

    private final PolicyStore store;
    private final Policies policies;
    private final Clock clock;

    PolicyHistory(PolicyStore store, Policies policies, Clock clock) {
        this.store = store;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * Asks the database: not inside a transaction.
     *
     * @param then the end of a past day; null = now
     */
    public Policies at(@Nullable Instant then) {
        if (then == null) return policies;
        Map<String, String> held = CompartmentContext.through(
                Compartment.ADMINISTRATION, () -> store.heldAt(then).orElse(null));
        return held == null ? policies : new Policies(List.of(() -> held));
    }

    @EventListener(ApplicationReadyEvent.class)
    void remember() {
        Map<String, String> held = new TreeMap<>();
        policies.all().stream().filter(Policy::overridden).forEach(policy -> held.put(policy.key(), policy.value()));
        store.remember(held, clock.instant());
    }
}
