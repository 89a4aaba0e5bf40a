package org.akoma.protection.wellbeing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.visits.VisitState;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The children of a supervisor's team who are at risk of being forgotten, with the signs that say so. */
@Service
class ForgottenChildren {

    private final ForgottenStore store;
    private final ActorTransactions transactions;
    private final Policies policies;
    private final Clock clock;

    ForgottenChildren(ForgottenStore store, ActorTransactions transactions, Policies policies, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.policies = policies;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    /**
     * In the order of {@link Forgotten#ORDER}; empty when the actor supervises nobody by their role.
     *
     * @param asOf as of the end of that day; null = now
     */
    Optional<List<Forgotten>> of(Actor actor, @Nullable LocalDate asOf) {
        if (!actor.may(Verb.VISIT_REVIEW)) return Optional.empty();
        LocalDate day = asOf == null ? today() : asOf;
        Instant until = asOf == null || asOf.equals(today())
                ? null
                : asOf.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        VisitState.Limits limits = VisitState.Limits.of(policies);
        return transactions.as(
                actor,
                () -> Optional.of(
                        store.of(actor.personId(), day, until, limits.tolerance(), arrival(), intervals()).stream()
                                .flatMap(facts -> Forgotten.of(facts, day, limits).stream())
                                .sorted(Forgotten.ORDER)
                                .toList()));
    }

    private int arrival() {
        return (int) policies.hours("arrival-confirmation.max").toDays();
    }

    private Map<String, Integer> intervals() {
        return Stream.of(CaseFile.Risk.values())
                .map(Enum::name)
                .collect(Collectors.toMap(
                        Function.identity(),
                        risk -> policies.days("follow-up." + risk.toLowerCase(Locale.ROOT) + ".interval")));
    }
}
