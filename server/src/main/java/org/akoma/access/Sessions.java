package org.akoma.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.akoma.database.Compartments;
import org.springframework.stereotype.Component;

/** Sessions of browsers and tokens of programs: one table, only hashes, so that copies of the application share them. */
@Component
class Sessions {

    private static final int TOKEN_BYTES = 32;

    private final DoorStore store;
    private final Entry entry;
    private final Clock clock;
    private final Compartments compartments;
    private final SecureRandom random = new SecureRandom();

    Sessions(DoorStore store, Entry entry, Clock clock, Compartments compartments) {
        this.store = store;
        this.entry = entry;
        this.clock = clock;
        this.compartments = compartments;
    }

    Session open(Visitor visitor, Session.Kind kind) {
        return open(visitor.actor(), kind).of(visitor);
    }

    /** A token for somebody who is known already. */
    Opened open(Actor actor, Session.Kind kind) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        Instant expires = now.plus(kind.life());
        store.insertSession(hash(token), actor.personId(), kind, now, expires);
        return new Opened(token, expires);
    }

    record Opened(String token, Instant expires) {
        Session of(Visitor visitor) {
            return new Session(token, expires, visitor);
        }
    }

    /** Who holds this token, as long as it runs and their roles do; nobody whose side another host serves. */
    Optional<Visitor> visitor(String token, Session.Kind kind) {
        return entry.askAtTheDoor(() -> {
            Instant now = clock.instant();
            byte[] hash = hash(token);
            Optional<Visitor> found = store.visitor(hash, kind, now, now.minus(kind.idle()))
                    .filter(visitor -> !visitor.actor().roles().isEmpty())
                    .filter(visitor -> compartments.serves(visitor.actor().compartment()));
            if (found.isPresent() && kind == Session.Kind.BROWSER) store.touch(hash, now);
            return found;
        });
    }

    void end(String token) {
        entry.atTheDoor(() -> {
            store.endSession(hash(token));
            return true;
        });
    }

    static byte[] hash(String token) {
        return hash(token.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hash(byte[] token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java cannot compute SHA-256", e);
        }
    }
}
