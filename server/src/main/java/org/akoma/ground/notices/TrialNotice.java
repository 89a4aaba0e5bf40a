package org.akoma.ground.notices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;

/**
 * Sends one letter to the caller's own address and says what became of it: a mail server that takes nothing is otherwise found out by an alert that nobody
 * read. Where the server itself failed, the administrators are rung.
 */
@Service
class TrialNotice {

    static final Duration PAUSE = Duration.ofMinutes(1);

    /** What became of the letter. */
    enum Outcome {
        SENT,
        /** No address is kept. */
        NO_ADDRESS,
        /** The house has no mail server. */
        NOT_READY,
        /** The last one was sent less than {@link #PAUSE} ago. */
        TOO_SOON,
        /** The server was not reached, or let us not in. */
        NOT_REACHED,
        /** The server took the letter or not: the line broke. */
        UNKNOWN,
        /** The server does not take letters to this address. */
        REFUSED;

        /** Code of the error; null: it was sent. */
        @Nullable
        String code() {
            return switch (this) {
                case SENT -> null;
                case NO_ADDRESS -> "notices.trial-no-address";
                case NOT_READY -> "notices.trial-not-ready";
                case TOO_SOON -> "notices.trial-too-soon";
                case NOT_REACHED -> "notices.trial-not-reached";
                case UNKNOWN -> "notices.trial-unknown";
                case REFUSED -> "notices.trial-refused";
            };
        }
    }

    private final Notices notices;
    private final NoticeStore store;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final List<Sender> senders;
    private final Clock clock;
    private final Map<UUID, Instant> last = new ConcurrentHashMap<>();

    TrialNotice(
            Notices notices,
            NoticeStore store,
            ActorTransactions transactions,
            Journal journal,
            List<Sender> senders,
            Clock clock) {
        this.notices = notices;
        this.store = store;
        this.transactions = transactions;
        this.journal = journal;
        this.senders = List.copyOf(senders);
        this.clock = clock;
    }

    /** Outside any transaction: a server that does not answer must not hold a connection. */
    Outcome send(Actor actor) {
        String to = notices.choice(actor).email();
        if (to == null) return Outcome.NO_ADDRESS;
        Sender mail = senders.stream()
                .filter(one -> one.channel().equals(Sender.EMAIL) && one.isReady())
                .findFirst()
                .orElse(null);
        if (mail == null) return Outcome.NOT_READY;
        if (isTooSoon(actor.personId())) return Outcome.TOO_SOON;
        Outcome outcome = said(mail.send(new OutgoingNotice(
                Ids.next(), Sender.EMAIL, to, LocaleContextHolder.getLocale().getLanguage(), 0, 1)));
        transactions.doAs(actor, () -> {
            journal.noteOwn(actor, "notices.tried", Map.of("outcome", outcome.name()));
            if (outcome == Outcome.NOT_REACHED || outcome == Outcome.UNKNOWN) store.ringAdministrators();
        });
        return outcome;
    }

    private boolean isTooSoon(UUID person) {
        Instant now = clock.instant();
        Instant allowed = now.minus(PAUSE);
        return last.compute(person, (who, before) -> before != null && before.isAfter(allowed) ? before : now) != now;
    }

    private static Outcome said(Sender.Outcome outcome) {
        return switch (outcome) {
            case SENT -> Outcome.SENT;
            case TRY_AGAIN -> Outcome.NOT_REACHED;
            case REFUSED -> Outcome.REFUSED;
            case UNKNOWN -> Outcome.UNKNOWN;
        };
    }
}
