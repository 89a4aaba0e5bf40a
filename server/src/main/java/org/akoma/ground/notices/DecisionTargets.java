package org.akoma.ground.notices;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.DecisionList;
import org.akoma.ground.pages.Bells;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decisions to which notifications lead, and how they ended for who asked. */
@Component
class DecisionTargets implements Bells.Room {

    private final DecisionList decisions;
    private final People people;
    private final Names names;
    private final Formats words;
    private final ActorTransactions transactions;

    DecisionTargets(DecisionList decisions, People people, Names names, Formats words, ActorTransactions transactions) {
        this.transactions = transactions;
        this.decisions = decisions;
        this.people = people;
        this.names = names;
        this.words = words;
    }

    @Override
    public Map<UUID, Bells.Target> targets(Actor actor, Collection<UUID> ids) {
        Map<UUID, Bells.Target> targets = new HashMap<>();
        for (DecisionList.Line line : decisions.of(actor, ids)) {
            UUID id = line.decision().id();
            String about = words.code("decision-kind", line.decision().called()) + ", " + line.title();
            targets.put(id, Bells.Target.about("/decisions/" + id, became(actor, line), about));
        }
        return targets;
    }

    private @Nullable String became(Actor actor, DecisionList.Line line) {
        Decision decision = line.decision();
        UUID by = decision.decidedBy();
        if (by == null || !decision.proposedBy().equals(actor.personId())) return null;
        String kind = words.code("decision-kind", decision.called());
        return transactions
                .as(actor, () -> people.find(by))
                .map(this::called)
                .filter(who -> !who.isBlank())
                .map(who -> words.text("notices.became.decision." + decision.state(), kind, line.title(), who))
                // a person of another side, of whom the reader knows nothing
                .orElseGet(() -> words.text("notices.became.decision.unnamed." + decision.state(), kind, line.title()));
    }

    /** By name; of the other side, whose names the reader does not know, what the person does here beside the code. */
    private String called(Person who) {
        String called = names.shortPerson(who.code());
        return called.equals(who.code()) && !who.roles().isEmpty()
                ? who.code() + " (" + words.code("role", Collections.min(who.roles())) + ")"
                : called;
    }
}
