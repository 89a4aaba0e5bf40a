package org.akoma.protection.schooling;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Bells;
import org.akoma.ground.pages.Formats;
import org.springframework.stereotype.Component;

/** Schools and centres to which notifications lead, for who reads them. */
@Component
class InstitutionTargets implements Bells.Room {

    private final Institutions institutions;
    private final Formats words;

    InstitutionTargets(Institutions institutions, Formats words) {
        this.institutions = institutions;
        this.words = words;
    }

    @Override
    public Map<UUID, Bells.Target> targets(Actor actor, Collection<UUID> ids) {
        return Bells.Room.found(
                ids,
                id -> institutions
                        .find(actor, id)
                        .map(one -> Bells.Target.about(
                                "/attendance/" + one.code(),
                                null,
                                words.text("notices.about.institution", one.code()))));
    }
}
