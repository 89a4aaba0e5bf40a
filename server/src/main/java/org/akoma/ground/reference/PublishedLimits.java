package org.akoma.ground.reference;

import java.util.Map;
import java.util.stream.Collectors;
import org.akoma.ground.database.Owner;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells the database the limits of this installation at each start: some are kept by its own functions (days of a share, emergencies a day; trust.md
 * G3, G7), which ask {@code access.limit_of}. A command beside a serving application tells nothing: its settings may be others.
 */
@Component
class PublishedLimits {

    private static final int NO_DOORS = -1;

    private final Policies policies;
    private final Owner owner;
    private final boolean serving;

    PublishedLimits(Policies policies, Owner owner, @Value("${server.port:0}") int port) {
        this.policies = policies;
        this.owner = owner;
        this.serving = port != NO_DOORS;
    }

    @EventListener(ApplicationReadyEvent.class)
    void atTheStart() {
        if (!serving || !owner.isHere()) return;
        LimitStore store = new LimitStore(owner.source());
        store.replace(own(policies));
        store.bound(policies.all());
    }

    /** Whole numbers that differ from the defaults; lists, rates and sums are kept by no function of the database. */
    static Map<String, Integer> own(Policies policies) {
        return policies.all().stream()
                .filter(Policy::overridden)
                .filter(policy -> policy.value().matches("\\d{1,6}"))
                .collect(Collectors.toMap(Policy::key, policy -> Integer.valueOf(policy.value())));
    }
}
