package org.akoma.cases;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.access.Actor;
import org.akoma.access.Ring;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * That a child leaves for its home: only for one to which two people agreed, and which has what a return to a family needs; and who hears of it. Call inside
 * an Entry.
 */
@Component
class Departures {

    private final HomecomingStore store;
    private final PlacementStore places;
    private final ReturnExceptions exceptions;
    private final ApplicationEventPublisher events;

    Departures(
            HomecomingStore store,
            PlacementStore places,
            ReturnExceptions exceptions,
            ApplicationEventPublisher events) {
        this.store = store;
        this.places = places;
        this.exceptions = exceptions;
        this.events = events;
    }

    /** Everything that is missing for the departure, each with the page that fills it; empty when the child may leave. */
    List<FieldError> obstacles(CaseFile file, Homecoming wanted) {
        if (store.homeAgreed(file.id(), wanted)) return List.of();
        Placement home = places.in(file.id(), Placement.State.CURRENT).orElse(null);
        List<FieldError> missing =
                home == null || !home.kind().isFamily() || !home.country().equals(wanted.toCountry())
                        ? List.of()
                        : exceptions.gate(file, home.country(), home.since()).errors(file.code());
        return missing.isEmpty()
                ? List.of(
                        FieldError.of("state", "cases.departure-without-home", "/cases/" + file.code() + "/placement"))
                : missing;
    }

    /** The child's worker and supervisor hear of it, and the shelter where it stayed last. */
    void left(Actor actor, CaseFile file) {
        Set<UUID> rung = new HashSet<>(places.lastShelterPeople(file.id()));
        rung.add(file.workerId());
        UUID supervisor = file.supervisorId();
        if (supervisor != null) rung.add(supervisor);
        Ring.others(rung, actor.personId(), Ring.TASK).ifPresent(events::publishEvent);
    }
}
