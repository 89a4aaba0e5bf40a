package org.akoma.ground.signin;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who was found behind a token a moment ago, by the hash of the token, so that not each request asks at the door. Being remembered opens nothing:
 * the database judges the session in the same transaction as the work ({@code access.enter}).
 */
final class RememberedVisitors {

    /** How long one answer of the door is relied on. The door is asked again while somebody works, or their session would seem idle. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    private static final int MOST = 10_000;

    private record Remembered(Visitor visitor, Session.Kind kind, Instant from, Instant until) {
        boolean holds(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    private final Map<ByteBuffer, Remembered> byHash = new ConcurrentHashMap<>();

    /** @param kind a cookie's token is not a program's, nor the reverse */
    Optional<Visitor> find(byte[] hash, Session.Kind kind, Instant now) {
        Remembered one = byHash.get(ByteBuffer.wrap(hash));
        return one != null && one.kind() == kind && one.holds(now) ? Optional.of(one.visitor()) : Optional.empty();
    }

    /** @param holdsUntil when by the calendar something of the visitor's session, roles or contract changes */
    void keep(byte[] hash, Session.Kind kind, Visitor visitor, Instant now, Instant holdsUntil) {
        if (byHash.size() >= MOST) byHash.values().removeIf(one -> !one.holds(now));
        if (byHash.size() >= MOST) byHash.clear();
        Instant latest = now.plus(LONGEST);
        byHash.put(
                ByteBuffer.wrap(hash.clone()),
                new Remembered(visitor, kind, now, holdsUntil.isBefore(latest) ? holdsUntil : latest));
    }

    void forget(byte[] hash) {
        byHash.remove(ByteBuffer.wrap(hash));
    }
}
