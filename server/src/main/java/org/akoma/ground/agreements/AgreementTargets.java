package org.akoma.ground.agreements;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Bells;
import org.akoma.ground.pages.Formats;
import org.springframework.stereotype.Component;

/** Agreements to which notifications lead, for who reads them. */
@Component
class AgreementTargets implements Bells.Room {

    private final Agreements agreements;
    private final Formats words;

    AgreementTargets(Agreements agreements, Formats words) {
        this.agreements = agreements;
        this.words = words;
    }

    @Override
    public Map<UUID, Bells.Target> targets(Actor actor, Collection<UUID> ids) {
        return Bells.Room.found(
                ids,
                id -> agreements
                        .find(actor, id)
                        .map(one -> Bells.Target.about(
                                "/agreements/" + id,
                                null,
                                words.text("notices.about.agreement", one.from() + " → " + one.to()))));
    }
}
