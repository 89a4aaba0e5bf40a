package org.akoma.protection.payments;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.pages.Bells;
import org.akoma.ground.pages.Formats;
import org.springframework.stereotype.Component;

/** Exchange rates to which notifications lead, for who approves payments. */
@Component
class RateTargets implements Bells.Room {

    private final Rates rates;
    private final Formats words;

    RateTargets(Rates rates, Formats words) {
        this.rates = rates;
        this.words = words;
    }

    @Override
    public Map<UUID, Bells.Target> targets(Actor actor, Collection<UUID> ids) {
        if (!actor.is(Role.PROJECT_MANAGER)) return Map.of();
        Map<UUID, Bells.Target> targets = new HashMap<>();
        for (NotedRate one : rates.noted(actor))
            if (ids.contains(one.id()))
                targets.put(
                        one.id(),
                        Bells.Target.about(
                                "/payments/rates",
                                null,
                                words.text("notices.about.rate", one.rate().currency())));
        return targets;
    }
}
