package org.akoma.ground.settings;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.reference.Policy;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** The limits of a programme: an administrator proposes another value, and who oversees the house agrees. */
@Service
class Limits {

    private final Policies policies;
    private final Decisions decisions;
    private final ActorTransactions transactions;
    private final ApplicationEventPublisher events;
    private final LimitStore store;

    Limits(
            Policies policies,
            Decisions decisions,
            ActorTransactions transactions,
            ApplicationEventPublisher events,
            LimitStore store) {
        this.store = store;
        this.policies = policies;
        this.decisions = decisions;
        this.transactions = transactions;
        this.events = events;
    }

    /** The subject of every decision on this limit. */
    static UUID subject(String key) {
        return UUID.nameUUIDFromBytes(("policy:" + key).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    ProposeLimit.Result propose(Actor actor, String key, ProposeLimit command) {
        if (!actor.may(Verb.SETTINGS_WRITE)) return ProposeLimit.Result.FORBIDDEN;
        Optional<Policy> found = policies.find(key);
        if (found.isEmpty()) return ProposeLimit.Result.NOT_FOUND;
        if (policies.isConfigured(key)) return ProposeLimit.Result.CONFIGURED;
        Policy policy = found.get();
        String value = command.value().replace(" ", "");
        if (!fits(key, value)) return ProposeLimit.Result.WRONG;
        if (value.equals(policy.value())) return ProposeLimit.Result.SAME;
        if (isBelowTheFloor(key, value)) return ProposeLimit.Result.FLOOR;
        return transactions.as(actor, () -> {
            if (!store.isOfAllSides()) return ProposeLimit.Result.FORBIDDEN;
            decisions.propose(
                    actor,
                    Proposal.of(LimitDecisions.KIND, subject(key), 1)
                            .because(command.why())
                            .with(Map.of("key", key, "value", value, "before", policy.value()))
                            .writing(Map.of("key", key, "value", value)));
            events.publishEvent(new Acted(actor, "access.limit-asked", Map.of("key", key, "value", value)));
            return ProposeLimit.Result.WAITS;
        });
    }

    private static boolean fits(String key, String value) {
        try {
            Policies.check(Map.of(key, value));
            return true;
        } catch (IllegalArgumentException no) {
            return false;
        }
    }

    private static boolean isBelowTheFloor(String key, String value) {
        boolean floored = key.endsWith(".persons") || key.startsWith("statistics.");
        return floored && Integer.parseInt(value) < Integer.parseInt(Policies.standard(key));
    }
}
