package org.akoma.airlock.slips;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Bells;
import org.akoma.ground.pages.Formats;
import org.springframework.stereotype.Component;

/** Slips to which notifications lead. */
@Component
class SlipTargets implements Bells.Room {

    private final Slips slips;
    private final Formats words;

    SlipTargets(Slips slips, Formats words) {
        this.words = words;
        this.slips = slips;
    }

    @Override
    public Map<UUID, Bells.Target> targets(Actor actor, Collection<UUID> ids) {
        if (!actor.may(Verb.SLIP_READ)) return Map.of();
        return Bells.Room.found(
                ids,
                id -> slips.find(actor, id)
                        .map(slip -> Bells.Target.about(
                                "/slips/" + slip.number(), null, words.text("slips.title", slip.number()))));
    }
}
