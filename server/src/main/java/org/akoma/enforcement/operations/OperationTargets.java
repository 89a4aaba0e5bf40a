package org.akoma.enforcement.operations;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Bells;
import org.akoma.ground.pages.Formats;
import org.springframework.stereotype.Component;

/** Operations to which notifications lead, for who takes part. */
@Component
class OperationTargets implements Bells.Room {

    private final OperationStore store;
    private final ActorTransactions transactions;
    private final Formats words;

    OperationTargets(OperationStore store, ActorTransactions transactions, Formats words) {
        this.store = store;
        this.transactions = transactions;
        this.words = words;
    }

    @Override
    public Map<UUID, Bells.Target> targets(Actor actor, Collection<UUID> ids) {
        if (!actor.may(Verb.OPERATION_READ)) return Map.of();
        return transactions.as(
                actor,
                () -> Bells.Room.found(
                        ids,
                        id -> store.find(id)
                                .map(one -> Bells.Target.about(
                                        "/operations/" + one.code(),
                                        null,
                                        words.text("notices.about.operation", one.code())))));
    }
}
