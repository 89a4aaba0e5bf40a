package org.akoma.ground.people;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Shown;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** A contract that is extended after its end: without a second person an administrator could open an account that everybody thinks closed. */
@Component
class ContractDecisions implements Decidable {

    static final String KIND = "CONTRACT";

    private final People people;
    private final AccountStore store;
    private final Decisions decisions;
    private final AccountParts parts;
    private final ApplicationEventPublisher events;

    ContractDecisions(
            People people,
            AccountStore store,
            Decisions decisions,
            AccountParts parts,
            ApplicationEventPublisher events) {
        this.people = people;
        this.store = store;
        this.decisions = decisions;
        this.parts = parts;
        this.events = events;
    }

    @Override
    public String kind() {
        return KIND;
    }

    private static @Nullable LocalDate until(Decision decision) {
        return decision.fields().get("until") instanceof String day ? LocalDate.parse(day) : null;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return people.find(decision.subject()).flatMap(person -> parts.showContract(person, until(decision)));
    }

    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Person person = people.find(decision.subject()).orElse(null);
        if (person == null) return new Verdict.NotFound();
        if (agreed && store.version(person.id()) != decision.version()) return new Verdict.Changed();
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Verdict.Done)) return verdict;
        LocalDate until = until(decision);
        if (agreed && !store.extendContract(person.id(), until, decision.version()))
            throw new IllegalStateException("a contract that was agreed to cannot go on");
        events.publishEvent(new Acted(
                actor,
                agreed ? "access.contract-changed" : "access.contract-refused",
                Map.of("person", person.code(), "until", until == null ? "" : until.toString())));
        return verdict;
    }
}
