package org.akoma.access;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.Ids;
import org.springframework.stereotype.Service;

/** Opening a file in an emergency, and the review of it. Call inside an {@link Entry}. */
@Service
public class BreakGlasses {

    private final BreakGlassStore store;
    private final Clock clock;

    BreakGlasses(BreakGlassStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Gives the actor every section of the file for some hours. False when there is no such file or the actor may not. */
    public boolean breakGlass(Actor actor, UUID file, String fileCode, int hours, String reason) {
        return actor.may(Verb.BREAK_GLASS) && store.breakGlass(Ids.next(), file, fileCode, hours, reason);
    }

    /** Newest first; those that wait for a review come first. */
    public List<BreakGlass> all() {
        return store.all();
    }

    public Optional<BreakGlass> find(UUID id) {
        return store.find(id);
    }

    /** False when it is not the actor's to judge, or has been judged. */
    public boolean review(Actor actor, UUID id, BreakGlass.Verdict verdict) {
        return actor.may(Verb.BREAK_GLASS_REVIEW) && store.review(id, actor.personId(), verdict, clock.instant());
    }
}
