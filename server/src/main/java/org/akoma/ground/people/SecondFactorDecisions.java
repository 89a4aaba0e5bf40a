package org.akoma.ground.people;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Shown;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** A new second factor for somebody who lost theirs. */
@Component
class SecondFactorDecisions implements Decidable {

    static final String KIND = "SECOND_FACTOR";

    private final Accounts accounts;
    private final ResetStore resets;
    private final Decisions decisions;
    private final AccountParts parts;
    private final ApplicationEventPublisher events;

    SecondFactorDecisions(
            Accounts accounts,
            ResetStore resets,
            Decisions decisions,
            AccountParts parts,
            ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.resets = resets;
        this.decisions = decisions;
        this.parts = parts;
        this.events = events;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return resets.find(decision.subject()).flatMap(reset -> parts.show(reset.username(), List.of()));
    }

    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        if (agreed) return parts.verdict(accounts.approveReset(actor, decision.subject()), decision);
        ResetStore.Reset reset = resets.find(decision.subject()).orElse(null);
        if (reset == null) return new Verdict.NotFound();
        Verdict verdict = decisions.decide(actor, decision.id(), false, reason);
        if (!(verdict instanceof Verdict.Done)) return verdict;
        resets.drop(decision.subject());
        events.publishEvent(new Acted(
                actor,
                "access.second-factor-refused",
                Map.of("person", reset.username().toUpperCase(Locale.ROOT))));
        return verdict;
    }

    @Override
    public void withdrawn(Actor actor, Decision decision) {
        resets.drop(decision.subject());
    }
}
