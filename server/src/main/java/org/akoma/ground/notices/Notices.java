package org.akoma.ground.notices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Notification;
import org.akoma.ground.decisions.DecisionList;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.pages.BellCount;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** A person's own notifications: what waits, what was seen, and how they want to be notified. Nobody reads another's. */
@Service
public class Notices implements BellCount {

    private static final Duration OVER = Duration.ofDays(30);

    private final NoticeStore bells;
    private final ChoiceStore choices;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final DecisionList decisions;
    private final Clock clock;

    Notices(
            NoticeStore bells,
            ChoiceStore choices,
            ActorTransactions transactions,
            Journal journal,
            DecisionList decisions,
            Clock clock) {
        this.decisions = decisions;
        this.bells = bells;
        this.choices = choices;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public int unread(Actor actor) {
        NoticeStore.Unread unread = transactions.as(actor, () -> bells.unread(actor.personId(), fresh()));
        return unread.others() + stillOpen(actor, unread.decisions());
    }

    List<PendingNotices> waiting(Actor actor) {
        return transactions.as(actor, () -> bells.waiting(actor.personId(), fresh())).stream()
                .map(one -> one.kind().equals(Notification.DECISION) ? one.of(stillOpen(actor, one.count())) : one)
                .filter(one -> one.count() > 0)
                .toList();
    }

    /** From when on a ring of a task or a referral still tells something: what it was about is older than any of their limits. */
    Instant fresh() {
        return clock.instant().minus(OVER);
    }

    /** What was decided meanwhile, by whomever, waits no longer. */
    private int stillOpen(Actor actor, int rung) {
        return rung == 0 ? 0 : Math.min(rung, decisions.count(actor));
    }

    /** What rang since this person came before; nothing for who came once. */
    List<PendingNotices> sinceLastVisit(Actor actor) {
        return transactions.as(actor, () -> bells.sinceLastVisit(actor.personId()));
    }

    List<Notice> page(Actor actor, @Nullable Cursor before, int most) {
        return transactions.as(actor, () -> bells.page(actor.personId(), before, most));
    }

    /**
     * @param kind null: all.
     * @return how many had not been seen
     */
    int read(Actor actor, @Nullable String kind) {
        return transactions.as(actor, () -> bells.read(actor.personId(), kind, clock.instant()));
    }

    Choice choice(Actor actor) {
        return transactions.as(actor, () -> choices.find(actor.personId()).orElse(Choice.UNCHOSEN));
    }

    void choose(Actor actor, Choice choice) {
        transactions.doAs(actor, () -> {
            choices.save(actor.personId(), choice);
            journal.noteOwn(
                    actor,
                    "notices.chosen",
                    Map.of(
                            "rhythm", choice.rhythm().name(),
                            "email", choice.email() != null,
                            "phone", choice.phone() != null));
        });
    }
}
