package org.akoma.access;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Ids;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Opening a file in an emergency, and the review of it. */
@Service
public class BreakGlasses {

    private final BreakGlassStore store;
    private final Entry entry;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    BreakGlasses(BreakGlassStore store, Entry entry, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.entry = entry;
        this.events = events;
        this.clock = clock;
    }

    /** Gives the actor every section of the file for some hours; call inside an {@link Entry}. False when there is no such file or the actor may not. */
    public boolean breakGlass(Actor actor, UUID file, String fileCode, int hours, String reason) {
        return actor.may(Verb.BREAK_GLASS) && store.breakGlass(Ids.next(), file, fileCode, hours, reason);
    }

    /** Newest first; those that wait for a review come first. Nothing for who may not review. */
    List<BreakGlass> toReview(Actor actor) {
        return actor.may(Verb.BREAK_GLASS_REVIEW) ? entry.as(actor, store::all) : List.of();
    }

    int waiting(Actor actor) {
        return actor.may(Verb.BREAK_GLASS_REVIEW) ? entry.as(actor, () -> store.waiting(actor.personId())) : 0;
    }

    /** A file opened in an emergency is judged once, by somebody other than who opened it. */
    Outcome review(Actor actor, UUID id, BreakGlass.Verdict verdict) {
        if (!actor.may(Verb.BREAK_GLASS_REVIEW)) return Outcome.FORBIDDEN;
        return entry.as(actor, () -> {
            BreakGlass opened = store.find(id).orElse(null);
            if (opened == null) return Outcome.NOT_FOUND;
            if (opened.by().equals(actor.code())) return Outcome.TO_ONESELF;
            if (!store.review(id, actor.personId(), verdict, clock.instant())) return Outcome.CHANGED;
            events.publishEvent(new Acted(
                    actor,
                    "access.break-glass-judged",
                    Map.of("file", opened.fileCode(), "by", opened.by(), "verdict", verdict.name())));
            return Outcome.DONE;
        });
    }
}
