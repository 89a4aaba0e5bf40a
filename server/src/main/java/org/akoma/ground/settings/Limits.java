package org.akoma.ground.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.reference.Policy;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** The limits of a programme: an administrator proposes another value, and who oversees the house agrees. */
@Service
class Limits {

    private final Policies policies;
    private final Decisions decisions;
    private final People people;
    private final ActorTransactions transactions;
    private final ApplicationEventPublisher events;
    private final LimitStore store;

    Limits(
            Policies policies,
            Decisions decisions,
            People people,
            ActorTransactions transactions,
            ApplicationEventPublisher events,
            LimitStore store) {
        this.store = store;
        this.people = people;
        this.policies = policies;
        this.decisions = decisions;
        this.transactions = transactions;
        this.events = events;
    }

    /** The subject of every decision on this limit. */
    static UUID subject(String key) {
        return UUID.nameUUIDFromBytes(("policy:" + key).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /**
     * How the value that holds came about, for those who see that decision: who proposed it or decides on limits.
     *
     * @param proposedBy code of the person; "" = not known to the reader
     */
    record Agreed(
            String proposedBy, String agreedBy, @Nullable String why) {}

    /** @param value that holds now */
    Optional<Agreed> agreed(Actor actor, String key, String value) {
        return transactions.as(
                actor,
                () -> decisions.of(LimitDecisions.KIND, subject(key)).stream()
                        .filter(one -> one.state() == Decision.State.AGREED
                                && value.equals(one.fields().get("value")))
                        .findFirst()
                        .map(one -> {
                            UUID decider = Objects.requireNonNull(one.decidedBy());
                            Map<UUID, String> codes = people.codes(List.of(one.proposedBy(), decider));
                            return new Agreed(
                                    codes.getOrDefault(one.proposedBy(), ""),
                                    codes.getOrDefault(decider, ""),
                                    one.why());
                        }));
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
        if (!policy.isWithin(value)) return ProposeLimit.Result.BOUNDS;
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

    /** Why a value cannot be proposed. */
    FieldError error(String key, ProposeLimit.Result result) {
        String code = "settings.limit-" + result.name().toLowerCase(Locale.ROOT);
        if (result != ProposeLimit.Result.BOUNDS) return FieldError.of("value", code);
        Policy policy = policies.get(key);
        return FieldError.of(
                "value", code, policy.least().toPlainString(), policy.most().toPlainString());
    }
}
