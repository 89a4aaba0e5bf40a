package org.akoma.protection.messages;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Bells;
import org.springframework.stereotype.Component;

/** Conversations to which notifications lead. */
@Component
class ConversationTargets implements Bells.Room {

    private final ConversationStore store;
    private final ActorTransactions transactions;

    ConversationTargets(ConversationStore store, ActorTransactions transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    @Override
    public Map<UUID, Bells.Target> targets(Actor actor, Collection<UUID> ids) {
        if (!actor.may(Verb.MESSAGE_READ)) return Map.of();
        return transactions.as(
                actor,
                () -> Bells.Room.found(
                        ids, id -> store.find(id).map(one -> new Bells.Target("/messages/" + id, null))));
    }
}
