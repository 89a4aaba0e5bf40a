package org.akoma.ground.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How often one address may ask within a minute for what is open to everybody, or one person for files. Each copy of the application counts by itself. */
public final class AddressLimit {

    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final int ADDRESSES = 10_000;

    private record Asked(Instant since, int times) {}

    private final Map<String, Asked> asked = new ConcurrentHashMap<>();
    private final Clock clock;
    private final int most;

    public AddressLimit(Clock clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    /** Counts a question; false when there were too many. */
    public boolean allows(String address) {
        Instant now = clock.instant();
        if (asked.size() >= ADDRESSES) asked.values().removeIf(one -> isOver(one, now));
        if (asked.size() >= ADDRESSES && !asked.containsKey(address)) return false;
        Asked after = asked.merge(
                address,
                new Asked(now, 1),
                (before, fresh) -> isOver(before, now) ? fresh : new Asked(before.since(), before.times() + 1));
        return after.times() <= most;
    }

    private static boolean isOver(Asked one, Instant now) {
        return one.since().plus(WITHIN).isBefore(now);
    }
}
