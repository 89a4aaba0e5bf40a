package org.akoma.airlock.slips;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Bells;
import org.springframework.stereotype.Component;

/** Slips to which notifications lead. */
@Component
class SlipTargets implements Bells.Room {

    private final Slips slips;

    SlipTargets(Slips slips) {
        this.slips = slips;
    }

    @Override
    public Map<UUID, Bells.Target> targets(Actor actor, Collection<UUID> ids) {
        Map<UUID, Bells.Target> targets = new HashMap<>();
        if (!actor.may(Verb.SLIP_READ)) return targets;
        for (UUID id : ids)
            slips.find(actor, id).ifPresent(slip -> targets.put(id, new Bells.Target("/slips/" + slip.number(), null)));
        return targets;
    }
}
