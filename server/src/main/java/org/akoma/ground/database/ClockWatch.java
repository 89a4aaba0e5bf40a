package org.akoma.ground.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Whether this machine's clock is wrong: behind what the house has written, because it was set back or its battery is empty, or another one than the
 * database's. Then people are refused, and what is written gets a wrong time. A demo and a test have a time of their own.
 */
@Component
public class ClockWatch {

    /** As exactly as clocks have to agree for anybody to enter. */
    private static final Duration TOLERATED = Duration.ofMinutes(2);

    private static final Duration SAID_EVERY = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);

    private final Clock clock;
    private final boolean demo;
    private volatile Instant newest = Instant.MIN;
    private volatile Duration fromDatabase = Duration.ZERO;
    private volatile long saidAt = Long.MIN_VALUE;

    ClockWatch(Clock clock, @Value("${akoma.demo:false}") boolean demo) {
        this.clock = clock;
        this.demo = demo;
    }

    /** Something was written at this moment. */
    public void wrote(Instant moment) {
        if (moment.isAfter(newest)) newest = moment;
    }

    /** @param theirs what the database's clock says now */
    public void compare(Instant theirs) {
        fromDatabase = Duration.between(theirs, clock.instant());
    }

    public boolean isWrong() {
        return !demo
                && (clock.instant().plus(TOLERATED).isBefore(newest)
                        || fromDatabase.abs().compareTo(TOLERATED) > 0);
    }

    /** Says it in the log, once an hour. The hour is counted by a timer that nobody sets. */
    public void look() {
        long timer = System.nanoTime();
        if (!isWrong() || saidAt != Long.MIN_VALUE && timer - saidAt < SAID_EVERY.toNanos()) return;
        saidAt = timer;
        Instant now = clock.instant();
        LOG.warn(
                "The clock of this machine says {}, the database's {}, and the journal was written until {}. People are refused, and what is written gets a "
                        + "wrong time. Set the clock (NTP)",
                now,
                now.minus(fromDatabase),
                newest.equals(Instant.MIN) ? "no moment yet" : newest);
    }
}
