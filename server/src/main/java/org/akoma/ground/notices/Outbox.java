package org.akoma.ground.notices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.CompartmentContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends notifications by e-mail and gateway. A notice is stored first and marked before it is sent, so that a crash neither loses one that waits
 * nor sends one twice (docs/decisions/doorbell.md).
 */
@Component
class Outbox {

    static final int MOST_TRIES = 8;
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int BATCH = 200;
    private static final Duration KEPT = Duration.ofDays(90);
    private static final Duration CUT_OFF = Duration.ofMinutes(2);

    private final OutboxStore store;
    private final ChoiceStore choices;
    private final Map<String, Sender> senders;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Outbox(OutboxStore store, ChoiceStore choices, List<Sender> senders, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.choices = choices;
        this.senders = senders.stream().collect(Collectors.toMap(Sender::channel, one -> one));
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 3_000, initialDelay = 5_000)
    void everySeconds() {
        try {
            pass();
        } catch (RuntimeException e) {
            LOG.warn("Notices wait for the next pass: {}", e.getClass().getSimpleName());
        }
    }

    /** One pass: takes over what a dead process held, queues new notifications, and sends what is due. */
    synchronized void pass() {
        Instant now = clock.instant();
        inside(() -> {
            store.recover(now.minus(CUT_OFF), now);
            return true;
        });
        while (inside(() -> takeUp(now)) == BATCH) {} // until nothing is left untold
        for (OutboxStore.Claimed one : inside(() -> store.claim(ready(), now, BATCH))) bring(one);
    }

    private int takeUp(Instant now) {
        List<OutboxStore.Untold> bells = store.takeUp(BATCH, now);
        Map<java.util.UUID, Choice> known = new ConcurrentHashMap<>();
        for (OutboxStore.Untold bell : bells) {
            Choice choice = known.computeIfAbsent(
                    bell.person(), person -> choices.find(person).orElse(Choice.UNCHOSEN));
            Instant due = choice.dueAt(bell.kind(), bell.rungAt());
            if (due == null) continue;
            if (choice.email() != null) store.add(bell.person(), Sender.EMAIL, due);
            if (choice.phone() != null) store.add(bell.person(), Sender.GATEWAY, due);
        }
        return bells.size();
    }

    /** Outside any transaction: a server that does not answer must not hold a connection. */
    private void bring(OutboxStore.Claimed one) {
        OutgoingNotice notice = one.waiting() == 0 ? null : errand(one);
        Instant now = clock.instant();
        if (notice == null) {
            end(one, "NEEDLESS", now, null);
            return;
        }
        Sender sender = senders.get(one.channel());
        if (sender == null) throw new IllegalStateException("Claimed for a channel that is not ready");
        switch (sender.send(notice)) {
            case SENT -> end(one, "SENT", now, null);
            case REFUSED -> end(one, "GAVE_UP", now, "refused");
            case UNKNOWN -> end(one, "UNKNOWN", now, "unknown");
            case TRY_AGAIN -> {
                if (one.tries() >= MOST_TRIES) end(one, "GAVE_UP", now, "not-reached");
                else
                    inside(() -> {
                        store.again(one.id(), now.plus(pause(one.tries())), now, "not-reached");
                        return true;
                    });
            }
        }
    }

    private List<String> ready() {
        return senders.values().stream()
                .filter(Sender::isReady)
                .map(Sender::channel)
                .toList();
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 600_000)
    void forget() {
        inside(() -> {
            store.forget(clock.instant().minus(KEPT));
            return true;
        });
    }

    /** 1, 2, 4 … minutes, an hour at most. */
    static Duration pause(int tries) {
        return Duration.ofMinutes(Math.min(60, 1L << Math.min(tries - 1, 6)));
    }

    private @Nullable OutgoingNotice errand(OutboxStore.Claimed one) {
        Choice choice = inside(() -> choices.find(one.person()).orElse(Choice.UNCHOSEN));
        String to = one.channel().equals(Sender.EMAIL) ? choice.email() : choice.phone();
        return to == null || choice.rhythm() == Choice.Rhythm.NEVER
                ? null
                : new OutgoingNotice(one.id(), one.channel(), to, one.language(), one.waiting(), one.tries());
    }

    private void end(OutboxStore.Claimed one, String state, Instant now, @Nullable String failure) {
        inside(() -> {
            store.end(one.id(), state, now, failure);
            return true;
        });
    }

    @SuppressWarnings("NullAway") // the work never answers null
    private <T> T inside(Supplier<T> work) {
        return CompartmentContext.through(Compartment.ADMINISTRATION, () -> transaction.execute(status -> work.get()));
    }
}
