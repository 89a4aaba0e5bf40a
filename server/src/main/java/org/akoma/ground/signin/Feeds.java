package org.akoma.ground.signin;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Entry;
import org.springframework.stereotype.Service;

/**
 * Addresses of calendars: a secret in place of a sign-in, for programs that cannot sign in. It gives the numbers that were counted for it and
 * nothing else: the database refuses it as a session.
 */
@Service
public class Feeds {

    private final Sessions sessions;
    private final DoorStore store;
    private final FeedStore counted;
    private final Entry entry;
    private final Clock clock;

    Feeds(Sessions sessions, DoorStore store, FeedStore counted, Entry entry, Clock clock) {
        this.sessions = sessions;
        this.store = store;
        this.counted = counted;
        this.entry = entry;
        this.clock = clock;
    }

    /** A new secret, shown once; the one before ends. @param days how many tasks fall on each */
    public String make(Actor actor, SortedMap<LocalDate, Integer> days) {
        byte[] session = entry.session(actor);
        String secret = sessions.newToken();
        return entry.atTheDoor(() -> {
            store.openFeed(session, Sessions.hash(secret), days, clock.instant());
            return secret;
        });
    }

    public void end(Actor actor) {
        byte[] session = entry.session(actor);
        entry.atTheDoor(() -> {
            store.endFeeds(session, clock.instant());
            return true;
        });
    }

    public boolean has(Actor actor) {
        return entry.asHouse(() -> counted.has(actor.personId()));
    }

    /** What was counted anew, for the address that this person has. */
    public void renew(Actor actor, SortedMap<LocalDate, Integer> days) {
        entry.asHouse(() -> counted.renew(actor.personId(), days));
    }

    /** What was counted for it last, as long as the roles of its holder hold. */
    public Optional<SortedMap<LocalDate, Integer>> days(String secret) {
        return sessions.visitor(secret, Session.Kind.FEED)
                .map(holder -> entry.askAtTheDoor(() -> store.feed(Sessions.hash(secret), clock.instant())));
    }
}
