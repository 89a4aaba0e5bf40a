package org.akoma.protection.record;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.pages.Bells;
import org.akoma.ground.pages.Formats;
import org.springframework.stereotype.Component;

/** The arrival of a child to which a notification of who runs the shelter leads: the page that says what the house has to know. */
@Component
class StayTargets implements Bells.Room {

    private final NightStore store;
    private final ActorTransactions transactions;
    private final Formats words;

    StayTargets(NightStore store, ActorTransactions transactions, Formats words) {
        this.store = store;
        this.transactions = transactions;
        this.words = words;
    }

    @Override
    public Map<UUID, Bells.Target> targets(Actor actor, Collection<UUID> ids) {
        if (!actor.is(Role.SHELTER_MANAGER)) return Map.of();
        return transactions.as(
                actor,
                () -> Bells.Room.found(
                        ids,
                        id -> store.stays(id)
                                .map(code -> new Bells.Target(
                                        "/cases/" + code + "/stay", words.text("notices.became.arrived", code)))));
    }
}
