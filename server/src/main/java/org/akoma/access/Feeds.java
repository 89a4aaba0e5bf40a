package org.akoma.access;

import java.util.Optional;
import org.springframework.stereotype.Service;

/** Addresses of calendars: a secret that stands for a person where no sign-in is possible, and opens nothing but the calendar. */
@Service
public class Feeds {

    private final Sessions sessions;
    private final DoorStore store;
    private final Entry entry;

    Feeds(Sessions sessions, DoorStore store, Entry entry) {
        this.sessions = sessions;
        this.store = store;
        this.entry = entry;
    }

    /** A new secret, told once; the one before ends. */
    public String make(Actor actor) {
        return entry.atTheDoor(() -> {
            store.endSessions(actor.personId(), Session.Kind.FEED);
            return sessions.open(actor, Session.Kind.FEED).token();
        });
    }

    public void end(Actor actor) {
        entry.atTheDoor(() -> {
            store.endSessions(actor.personId(), Session.Kind.FEED);
            return true;
        });
    }

    /** Whose it is, as long as their roles hold. */
    public Optional<Actor> holder(String secret) {
        return sessions.visitor(secret, Session.Kind.FEED).map(Visitor::actor);
    }
}
