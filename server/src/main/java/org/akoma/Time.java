package org.akoma;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What time it is. Real time, or the demo's own time, which starts at {@code akoma.clock.start} and ticks. Replayed records live at
 * their own moment: {@link #at}.
 */
@Configuration(proxyBeanMethods = false)
public class Time {

    private static final ScopedValue<Instant> MOMENT = ScopedValue.newInstance();
    private static final ScopedValue<Boolean> RETOLD = ScopedValue.newInstance();

    @Bean
    Clock clock(@Value("${akoma.clock.start:#{null}}") @Nullable String start) {
        return start == null ? new Replaying(Clock.systemUTC()) : startingAt(Instant.parse(start));
    }

    /** A clock that shows the instant now and ticks on from there. */
    public static Clock startingAt(Instant start) {
        return new Replaying(Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), start)));
    }

    /** Runs the work as if it were done at the moment: the application's clock answers it, in this thread, until the work ends. */
    public static <T extends @Nullable Object> T at(Instant moment, Supplier<? extends T> work) {
        return ScopedValue.where(MOMENT, moment).call(work::get);
    }

    /** As {@link #at}, for acts long ago that are recorded only now: nobody is notified of them. */
    public static <T extends @Nullable Object> T retell(Instant moment, Supplier<? extends T> work) {
        return ScopedValue.where(MOMENT, moment).where(RETOLD, true).call(work::get);
    }

    /** Days that something is late, each one that began counted: the same number wherever it is said. 0 when it is not late. */
    public static long daysLate(Instant due, Instant now) {
        return now.isAfter(due) ? daysBegun(Duration.between(due, now)) : 0;
    }

    /** Whole hours since a moment that is less than a day ago; -1 where it was longer ago, is a midnight, which ends a whole day, or is not known. */
    public static long hoursOnFirstDay(@Nullable Instant moment, Instant now) {
        if (moment == null || moment.equals(moment.truncatedTo(ChronoUnit.DAYS))) return -1;
        Duration since = Duration.between(moment, now);
        return since.toDays() > 0 ? -1 : Math.max(0, since.toHours());
    }

    /** Each day that began counts: an hour is one, and so are 24. */
    public static long daysBegun(Duration late) {
        return late.toDays() + (late.equals(Duration.ofDays(late.toDays())) ? 0 : 1);
    }

    public static boolean isRetold() {
        return RETOLD.isBound();
    }

    /**
     * Answers the bound moment where one is bound, in whole microseconds as PostgreSQL keeps it. PostgreSQL rounds finer ones: a moment that was
     * signed or hashed before it was stored would be another one when it is read again.
     */
    private static final class Replaying extends Clock {
        private final Clock base;

        Replaying(Clock base) {
            this.base = base;
        }

        @Override
        public Instant instant() {
            return (MOMENT.isBound() ? MOMENT.get() : base.instant()).truncatedTo(ChronoUnit.MICROS);
        }

        @Override
        public ZoneId getZone() {
            return base.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return new Replaying(base.withZone(zone));
        }
    }
}
