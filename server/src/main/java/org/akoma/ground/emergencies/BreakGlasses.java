package org.akoma.ground.emergencies;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Opening a file in an emergency, and the review of it. */
@Service
public class BreakGlasses {

    private static final Duration TOLD = Duration.ofDays(14);

    private final BreakGlassStore store;
    private final ActorTransactions transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    BreakGlasses(BreakGlassStore store, ActorTransactions transactions, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Opens every section of the file for reading, follow-up and placement for writing, for some hours; the data protection officers, the
     * child's worker and supervisor are notified. The database holds the hours and the limits. Call inside an actor's transaction.
     */
    public BreakGlass.Opening breakGlass(UUID file, String fileCode, String reason) {
        return store.breakGlass(Ids.next(), file, fileCode, reason);
    }

    /** Codes of the files of which an emergency opens more than this person holds otherwise: they leave in no list. */
    public Set<String> held(Actor actor) {
        return actor.may(Verb.BREAK_GLASS) ? transactions.as(actor, store::openedInEmergency) : Set.of();
    }

    /** Newest first; those that wait for a review come first. Nothing for who may not review. */
    List<BreakGlass> toReview(Actor actor) {
        return actor.may(Verb.BREAK_GLASS_REVIEW) ? transactions.as(actor, store::all) : List.of();
    }

    /** Files opened in an emergency that the actor is to judge. */
    public BreakGlass.Waiting waiting(Actor actor) {
        if (!actor.may(Verb.BREAK_GLASS_REVIEW)) return new BreakGlass.Waiting(0, null);
        return transactions.as(actor, () -> store.waiting(actor.personId()));
    }

    /** Accesses of the actor that somebody judged not justified in the last two weeks, newest first. */
    public List<BreakGlass> stopped(Actor actor) {
        if (!actor.may(Verb.BREAK_GLASS)) return List.of();
        return transactions.as(
                actor, () -> store.stopped(actor.personId(), clock.instant().minus(TOLD)));
    }

    Instant now() {
        return clock.instant();
    }

    /**
     * A file opened in an emergency is judged once, by somebody other than who opened it, who holds the file otherwise or is a data protection
     * officer. Not justified ends the access and every session of who opened it.
     *
     * @param why for who opened it to read; null = not said, which only a justified one may be
     */
    BreakGlass.Judged review(Actor actor, UUID id, BreakGlass.Verdict verdict, @Nullable String why) {
        if (!actor.may(Verb.BREAK_GLASS_REVIEW)) return BreakGlass.Judged.FORBIDDEN;
        return transactions.as(actor, () -> {
            BreakGlass opened = store.find(id).orElse(null);
            if (opened == null) return BreakGlass.Judged.NOT_FOUND;
            if (opened.unread(verdict)) return BreakGlass.Judged.UNREADABLE;
            if (BreakGlass.missing("why", verdict, why) != null) return BreakGlass.Judged.WHY;
            BreakGlass.Judged judged = store.review(id, verdict, why);
            if (judged != BreakGlass.Judged.DONE) return judged;
            events.publishEvent(new Acted(
                    actor,
                    "access.break-glass-judged",
                    Map.of("file", opened.fileCode(), "by", opened.by(), "verdict", verdict.name())));
            return BreakGlass.Judged.DONE;
        });
    }
}
