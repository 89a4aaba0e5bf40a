package org.akoma.enforcement.operations;

import java.util.List;
import org.akoma.airlock.slips.Scenes;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.springframework.stereotype.Component;

/** Tells the airlock at which sites slips may be written: those of operations that run. */
@Component
class OperationScenes implements Scenes {

    private final OperationStore store;

    OperationScenes(OperationStore store) {
        this.store = store;
    }

    @Override
    public List<Scene> of(Actor actor) {
        if (!actor.may(Verb.OPERATION_READ)) return List.of();
        return store.running().stream()
                .flatMap(one -> store.sites(one.id()).stream()
                        .map(site -> new Scene(one.id(), one.code(), site.code(), site.sector(), true)))
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
