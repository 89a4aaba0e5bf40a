package org.akoma.access;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Addresses of calendars: a secret that stands for a person where no sign-in is possible, and opens nothing but the calendar. */
@Service
public class Feeds {

    private final Sessions sessions;
    private final DoorStore store;
    private final Entry entry;
    private final Clock clock;

    Feeds(Sessions sessions, DoorStore store, Entry entry, Clock clock) {
        this.sessions = sessions;
        this.store = store;
        this.entry = entry;
        this.clock = clock;
    }

    /** A new secret, told once; the one before ends. */
    public String make(Actor actor) {
        byte[] session = entry.session(actor);
        String secret = sessions.newToken();
        return entry.atTheDoor(() -> {
            store.openFeed(session, Sessions.hash(secret), clock.instant());
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

    /** Whose it is, as long as their roles hold. */
    public Optional<Actor> holder(String secret) {
        return sessions.visitor(secret, Session.Kind.FEED).map(Visitor::actor);
    }
}
