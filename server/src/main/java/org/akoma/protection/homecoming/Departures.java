package org.akoma.protection.homecoming;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Matter;
import org.akoma.ground.access.Notification;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.DangerWritten;
import org.akoma.protection.placement.ChildWithoutPlace;
import org.akoma.protection.placement.Homes;
import org.akoma.protection.placement.LeavePlace;
import org.akoma.protection.placement.Placement;
import org.akoma.protection.placement.PlacementSteps;
import org.akoma.protection.placement.ReturnExceptions;
import org.akoma.protection.placement.ReturnGate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * That a child leaves for its home: only for one to which two people agreed, and which has what a return to a family needs; and who hears of it. Call inside
 * an actor's transaction.
 */
@Component
class Departures {

    private final FamilyReturnStore store;
    private final Homes places;
    private final ReturnExceptions exceptions;
    private final PlacementSteps steps;
    private final CaseFiles files;
    private final CaseWork work;
    private final ApplicationEventPublisher events;

    Departures(
            FamilyReturnStore store,
            Homes places,
            ReturnExceptions exceptions,
            PlacementSteps steps,
            CaseFiles files,
            CaseWork work,
            ApplicationEventPublisher events) {
        this.steps = steps;
        this.files = files;
        this.work = work;
        this.store = store;
        this.places = places;
        this.exceptions = exceptions;
        this.events = events;
    }

    /** Everything that is missing for the departure, each with the page that fills it; empty when the child may leave. */
    List<FieldError> obstacles(CaseFile file, FamilyReturn wanted) {
        FieldError closes = closes(file);
        if (closes != null) return List.of(closes);
        if (store.homeAgreed(file.id(), wanted)) return List.of();
        List<FieldError> missing = places.agreedIn(file.id(), wanted.toCountry())
                .or(() -> places.in(file.id(), Placement.State.CURRENT))
                .filter(home -> home.country().equals(wanted.toCountry()))
                .map(home -> gate(file, home, wanted.crossBorder()).errors(file.code()))
                .orElse(List.of());
        return missing.isEmpty()
                ? List.of(
                        FieldError.of("state", "cases.departure-without-home", "/cases/" + file.code() + "/placement"))
                : missing;
    }

    /** Why no return begins on this file: it is to be closed as a double; null: it is not. */
    @Nullable
    FieldError closes(CaseFile file) {
        return files.closes(file.id(), "state");
    }

    private ReturnGate gate(CaseFile file, Placement home, boolean border) {
        ReturnGate all = exceptions.gate(file, home.country(), home.since());
        if (home.kind().isFamily()) return all;
        ReturnGate danger = home.kind().needsApproval() ? all.ofDanger() : new ReturnGate(List.of());
        return border && danger.isOpen() ? all.atABorder() : danger;
    }

    /** Authorities of the country that are at work here and answer a referral themselves: their codes, without doubles. */
    List<String> authorities(CaseFile file, String country) {
        return store.watchers(file.id(), country).stream()
                .flatMap(one -> Stream.ofNullable(one.authority()))
                .distinct()
                .toList();
    }

    /** Why the child cannot arrive yet; null: nothing. One who is searched for is seen first. */
    @Nullable
    FieldError arrivalRefusal(CaseFile file, FamilyReturn way) {
        boolean sought = places.agreedIn(file.id(), way.toCountry())
                .filter(home -> home.kind().needsApproval())
                .isPresent();
        return sought && places.isSoughtUnseen(file.id()) ? FieldError.of("state", "cases.home-while-sought") : null;
    }

    /** The child left for a home abroad: it lives nowhere until its arrival is confirmed. */
    private void leave(Actor actor, CaseFile file, FamilyReturn way) {
        if (places.agreedIn(file.id(), way.toCountry()).isEmpty()) return;
        LocalDate day = way.departedOn();
        steps.leave(
                actor,
                file,
                places.in(file.id(), Placement.State.CURRENT).orElse(null),
                day == null ? work.today() : day);
        files.turn(file.id(), CaseFiles.Turn.CARE, null, work.now());
        if (!way.toCountry().equals(file.country()))
            files.turn(file.id(), CaseFiles.Turn.COUNTRY, way.toCountry(), work.now());
    }

    /**
     * The home abroad to which two people agreed begins, one inside the country goes on. That the child is there is written in any case: where a danger was
     * reported since, it has no home, and an alert asks for a place to sleep.
     */
    void arrived(Actor actor, CaseFile file, FamilyReturn way) {
        if (arrivesInto(file, way)) {
            withoutPlace(actor, file, way, LeavePlace.Reason.SAFETY);
            return;
        }
        Placement home = places.agreedIn(file.id(), way.toCountry()).orElse(null);
        if (home == null) return;
        places.arrive(home.id());
        steps.begin(actor, file, places.find(file.id(), home.id()).orElseThrow());
    }

    private boolean arrivesInto(CaseFile file, FamilyReturn way) {
        return places.agreedIn(file.id(), way.toCountry())
                .or(() -> begun(file, way))
                .filter(home -> places.arrivesIntoDanger(home.id()))
                .isPresent();
    }

    /** The home inside the country that began before the child left for it; a shelter into which it was brought on the way is none. */
    private Optional<Placement> begun(CaseFile file, FamilyReturn way) {
        return places.in(file.id(), Placement.State.CURRENT)
                .filter(home -> home.kind().needsApproval() && home.country().equals(way.toCountry()));
    }

    /** The child did not arrive: who watches the border hears of it, and it does not live in the home to which it went, so it needs a place to sleep. */
    void turnedBack(Actor actor, CaseFile file, FamilyReturn way) {
        withoutPlace(actor, file, way, LeavePlace.Reason.OTHER);
        border(actor, file, way);
    }

    private void withoutPlace(Actor actor, CaseFile file, FamilyReturn way, LeavePlace.Reason reason) {
        places.agreedIn(file.id(), way.toCountry()).map(Placement::id).ifPresent(places::giveUp);
        begun(file, way).ifPresent(home -> leave(file, home, reason));
        if (places.in(file.id(), Placement.State.CURRENT).isPresent()) return;
        events.publishEvent(new ChildWithoutPlace(file, work.today(), actor.personId()));
    }

    private void leave(CaseFile file, Placement home, LeavePlace.Reason reason) {
        LocalDate today = work.today();
        LocalDate day = today.isBefore(home.since()) ? home.since() : today;
        places.leave(file.id(), home, new LeavePlace(day, reason, null));
        files.turn(file.id(), CaseFiles.Turn.CARE, null, work.now());
    }

    /** Whether no home begins with the arrival, or the one that has begun ends, because of a danger that was reported since two people agreed to it; for who reads the alerts. */
    boolean arrivesIntoDanger(CaseFile file, FamilyReturn way) {
        return way.state() == FamilyReturn.State.DEPARTED && places.readsGate(file.id()) && arrivesInto(file, way);
    }

    /** The child's worker and supervisor hear of it, the shelter where it stayed last, and across a border who watches it. */
    void left(Actor actor, CaseFile file, FamilyReturn way) {
        leave(actor, file, way);
        Set<UUID> rung = new HashSet<>(places.lastShelterPeople(file.id()));
        rung.add(file.workerId());
        UUID supervisor = file.supervisorId();
        if (supervisor != null) rung.add(supervisor);
        Notification.others(rung, actor.personId(), Notification.TASK)
                .map(ring -> ring.onFile(file.id(), Matter.DEPARTED))
                .ifPresent(events::publishEvent);
        border(actor, file, way);
    }

    /** A return is stopped by danger: an alert at that moment (followup.alarms asks for it too). */
    void stopped(Actor actor, CaseFile file, @Nullable FamilyReturn before, FamilyReturn wanted) {
        String reason = wanted.state() == FamilyReturn.State.SUSPENDED ? wanted.suspendedReason() : null;
        if (reason == null || before != null && reason.equals(before.suspendedReason())) return;
        DangerWritten.@Nullable Where where = switch (FamilyReturn.Suspension.valueOf(reason)) {
            case FAMILY_NOT_SAFE -> DangerWritten.Where.RETURN_NOT_SAFE;
            case TRAFFICKER_NEAR -> DangerWritten.Where.RETURN_TRAFFICKER;
            case NO_ACCEPTANCE, CHILD_UNWILLING, ILLNESS, ROUTE_NOT_SAFE, OTHER -> null;
        };
        if (where != null) events.publishEvent(new DangerWritten(file, where, actor.personId()));
    }

    /** A child is accepted abroad, or leaves for it: the other side's authority hears of it, the project managers and the data protection officers. */
    void border(Actor actor, CaseFile file, FamilyReturn way) {
        if (!way.crossBorder()) return;
        List<UUID> rung = store.watchers(file.id(), way.toCountry()).stream()
                .map(FamilyReturnStore.Watcher::person)
                .toList();
        Notification.others(rung, actor.personId(), Notification.ALERT)
                .map(ring -> ring.onFile(file.id(), Matter.ACROSS_BORDER))
                .ifPresent(events::publishEvent);
    }
}
