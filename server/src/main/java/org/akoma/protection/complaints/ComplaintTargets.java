package org.akoma.protection.complaints;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.pages.Bells;
import org.springframework.stereotype.Component;

/** Reports of conduct to which notifications lead, for who judges them or appoints who does. */
@Component
class ComplaintTargets implements Bells.Room {

    private final Complaints complaints;
    private final ComplaintStore store;
    private final ActorTransactions transactions;

    ComplaintTargets(Complaints complaints, ComplaintStore store, ActorTransactions transactions) {
        this.complaints = complaints;
        this.store = store;
        this.transactions = transactions;
    }

    @Override
    public Map<UUID, Bells.Target> targets(Actor actor, Collection<UUID> ids) {
        if (complaints.appoints(actor)) {
            Set<UUID> unread = complaints.unread(actor).stream()
                    .map(ComplaintStore.Unread::id)
                    .collect(Collectors.toSet());
            return ids.stream()
                    .filter(unread::contains)
                    .distinct()
                    .collect(Collectors.toMap(id -> id, id -> new Bells.Target("/complaints/unread", null)));
        }
        if (!complaints.judges(actor)) return Map.of();
        return transactions.as(
                actor,
                () -> Bells.Room.found(
                        ids, id -> store.find(id).map(one -> new Bells.Target("/complaints/" + id, null))));
    }
}
