package org.akoma.enforcement.operations;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.airlock.slips.Scenes;
import org.akoma.airlock.slips.Slip;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.springframework.stereotype.Component;

/** Tells the airlock at which sites slips may be written: those of operations that run, and of those that are over where a child waits for one. */
@Component
class OperationScenes implements Scenes {

    /** So many children without a slip are looked through. */
    private static final int MOST = 200;

    private final OperationStore store;
    private final ScreeningStore screenings;

    OperationScenes(OperationStore store, ScreeningStore screenings) {
        this.store = store;
        this.screenings = screenings;
    }

    @Override
    public Optional<Met> met(Actor actor, String operation, String person) {
        if (!actor.may(Verb.OPERATION_READ)) return Optional.empty();
        return store.find(operation)
                .flatMap(one -> screenings
                        .find(one.id(), person)
                        .filter(met ->
                                met.lacksSlip() || met.slip() == null && one.status() == OperationStatus.RUNNING))
                .map(one -> met(operation, one));
    }

    @Override
    public Optional<Met> next(Actor actor, UUID operation) {
        if (!actor.may(Verb.OPERATION_READ)) return Optional.empty();
        return store.find(operation)
                .flatMap(found -> screenings.unhanded(MOST).stream()
                        .filter(one -> one.operation().equals(found.code()))
                        .findFirst()
                        .flatMap(one -> met(actor, one.operation(), one.person())));
    }

    @Override
    public void handedOver(Actor actor, Met met, Slip slip) {
        screenings.handOver(met.id(), slip.id());
    }

    @Override
    public Optional<Met> metOf(Actor actor, UUID slip) {
        if (!actor.may(Verb.OPERATION_READ)) return Optional.empty();
        return screenings
                .ofSlip(slip)
                .flatMap(operation -> store.find(operation)
                        .flatMap(one -> screenings.findOfSlip(operation, slip).map(person -> met(one.code(), person))));
    }

    private static Met met(String operation, Screened person) {
        return new Met(
                person.id(),
                operation,
                person.code(),
                person.site(),
                person.screenedAt(),
                person.sex(),
                person.apparentAge());
    }

    @Override
    public List<Scene> of(Actor actor) {
        if (!actor.may(Verb.OPERATION_READ)) return List.of();
        return Stream.concat(store.running().stream(), store.waitedFor().stream())
                .flatMap(one -> store.sites(one.id()).stream()
                        .map(site -> new Scene(
                                one.id(),
                                one.code(),
                                site.code(),
                                site.sector(),
                                one.status() == OperationStatus.RUNNING)))
                .toList();
    }

    @Override
    public List<String> withoutSite(Actor actor) {
        if (!actor.may(Verb.OPERATION_RECORD)) return List.of();
        return store.running().stream()
                .filter(one -> store.sites(one.id()).isEmpty())
                .map(Operation::code)
                .toList();
    }
}
