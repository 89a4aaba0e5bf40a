package org.akoma.cases;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.access.Actor;
import org.akoma.access.Ring;
import org.jspecify.annotations.Nullable;
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
        List<FieldError> missing = places.in(file.id(), Placement.State.CURRENT)
                .filter(home -> home.country().equals(wanted.toCountry()))
                .map(home -> gate(file, home, wanted.crossBorder()).errors(file.code()))
                .orElse(List.of());
        return missing.isEmpty()
                ? List.of(
                        FieldError.of("state", "cases.departure-without-home", "/cases/" + file.code() + "/placement"))
                : missing;
    }

    private ReturnGate gate(CaseFile file, Placement home, boolean border) {
        ReturnGate all = exceptions.gate(file, home.country(), home.since());
        if (home.kind().isFamily()) return all;
        return border ? all.atABorder() : new ReturnGate(List.of());
    }

    /** Authorities of the country that are at work here and answer a referral themselves: their codes, without doubles. */
    List<String> authorities(CaseFile file, String country) {
        return store.watchers(file.id(), country).stream()
                .flatMap(one -> Stream.ofNullable(one.authority()))
                .distinct()
                .toList();
    }

    /** The child's worker and supervisor hear of it, the shelter where it stayed last, and across a border who watches it. */
    void left(Actor actor, CaseFile file, Homecoming way) {
        Set<UUID> rung = new HashSet<>(places.lastShelterPeople(file.id()));
        rung.add(file.workerId());
        UUID supervisor = file.supervisorId();
        if (supervisor != null) rung.add(supervisor);
        Ring.others(rung, actor.personId(), Ring.TASK).ifPresent(events::publishEvent);
        border(actor, file, way);
    }

    /** A return is stopped by danger: an alert at that moment (followup/V8700 asks for it too). */
    void stopped(Actor actor, CaseFile file, @Nullable Homecoming before, Homecoming wanted) {
        String reason = wanted.state() == Homecoming.State.SUSPENDED ? wanted.suspendedReason() : null;
        if (reason == null || before != null && reason.equals(before.suspendedReason())) return;
        DangerWritten.@Nullable Where where = switch (Homecoming.Suspension.valueOf(reason)) {
            case FAMILY_NOT_SAFE -> DangerWritten.Where.RETURN_NOT_SAFE;
            case TRAFFICKER_NEAR -> DangerWritten.Where.RETURN_TRAFFICKER;
            case NO_ACCEPTANCE, CHILD_UNWILLING, ILLNESS, ROUTE_NOT_SAFE, OTHER -> null;
        };
        if (where != null) events.publishEvent(new DangerWritten(file, where, actor.personId()));
    }

    /** A child is accepted abroad, or leaves for it: the other side's authority hears of it, the project managers and the data protection officers. */
    void border(Actor actor, CaseFile file, Homecoming way) {
        if (!way.crossBorder()) return;
        List<UUID> rung = store.watchers(file.id(), way.toCountry()).stream()
                .map(HomecomingStore.Watcher::person)
                .toList();
        Ring.others(rung, actor.personId(), Ring.ALERT).ifPresent(events::publishEvent);
    }
}
