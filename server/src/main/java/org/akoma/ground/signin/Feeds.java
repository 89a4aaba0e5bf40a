package org.akoma.ground.signin;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.springframework.stereotype.Service;

/**
 * Addresses of calendars: a secret in place of a sign-in, for programs that cannot sign in. It gives the numbers that were counted for it and
 * nothing else: the database refuses it as a session.
 */
@Service
public class Feeds {

    private final Sessions sessions;
    private final SignInStore store;
    private final FeedStore counted;
    private final ActorTransactions transactions;
    private final Clock clock;

    Feeds(Sessions sessions, SignInStore store, FeedStore counted, ActorTransactions transactions, Clock clock) {
        this.sessions = sessions;
        this.store = store;
        this.counted = counted;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A new secret, shown once; the one before ends.
     *
     * @param days how many tasks fall on each
     */
    public String make(Actor actor, SortedMap<LocalDate, Integer> days) {
        byte[] session = transactions.session(actor);
        String secret = sessions.newToken();
        return transactions.atTheDoor(() -> {
            store.openFeed(session, Sessions.hash(secret), days, clock.instant());
            return secret;
        });
    }

    public void end(Actor actor) {
        byte[] session = transactions.session(actor);
        transactions.atTheDoor(() -> {
            store.endFeeds(session, clock.instant());
            return true;
        });
    }

    public boolean has(Actor actor) {
        return transactions.asHouse(() -> counted.has(actor.personId()));
    }

    /** What was counted anew, for the address that this person has. */
    public void renew(Actor actor, SortedMap<LocalDate, Integer> days) {
        transactions.asHouse(() -> counted.renew(actor.personId(), days));
    }

    /** What was counted for it last, as long as the roles of its holder hold. */
    public Optional<SortedMap<LocalDate, Integer>> days(String secret) {
        return sessions.visitor(secret, Session.Kind.FEED)
                .map(holder -> transactions.askAtTheDoor(() -> store.feed(Sessions.hash(secret), clock.instant())));
    }
}
