package org.akoma.enforcement.suspects;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.enforcement.operations.Operation;
import org.akoma.enforcement.operations.OperationStatus;
import org.akoma.enforcement.operations.PersonPart;
import org.akoma.enforcement.operations.PublishedFigures;
import org.akoma.enforcement.operations.Screened;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the records of screenings show and count of suspects. */
@Component
class LinkedSuspects implements PersonPart, PublishedFigures.ArrestCounts {

    static final int ALL = 1_000;

    private final Suspects suspects;
    private final SuspectStore store;

    LinkedSuspects(Suspects suspects, SuspectStore store) {
        this.suspects = suspects;
        this.store = store;
    }

    /** The suspects of the operation, and those to whom this person is linked as a victim. */
    @Override
    public void add(Actor actor, Operation operation, Screened person, Model model) {
        List<Suspect> all = suspects.list(actor, operation, null, ALL);
        Map<String, String> named = new LinkedHashMap<>();
        all.forEach(one -> named.put(one.code(), one.code()));
        List<String> linked = all.stream()
                .filter(one -> person.victimRef() != null && one.victims().contains(person.victimRef()))
                .map(Suspect::code)
                .toList();
        model.addAttribute("linked", linked);
        boolean coordinates = actor.may(Verb.OPERATION_WRITE);
        model.addAttribute("links", coordinates || operation.status() != OperationStatus.CLOSED);
        // who may not take a link away is offered the others alone
        List<String> kept = coordinates ? List.of() : linked;
        kept.forEach(named::remove);
        model.addAttribute("kept", kept);
        model.addAttribute("suspects", named);
    }

    @Override
    public int arrested(UUID operation) {
        return store.count(operation, false);
    }

    @Override
    public int referred(UUID operation) {
        return store.count(operation, true);
    }
}
