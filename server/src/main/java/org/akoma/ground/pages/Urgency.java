package org.akoma.ground.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How soon something is to be looked at: the one order of the home page, the lists of tasks and the list of alerts
 * (docs/decisions/danger-first.md). Equally urgent things follow each other by their last moment, the earliest first; dangers that nobody has taken on
 * the latest first, so that those of long ago, which are dangers still, do not hide that of today.
 */
public enum Urgency {
    /** Danger to a child that nobody has taken on. */
    ALERT,
    /** A child whose safety somebody has still to see to, or whom nobody has. */
    UNSAFE,
    /** A clock of hours: a day left at most, or over for no more than a week. */
    CLOCK,
    /** A child at high risk: late, or due within a day. */
    RISK,
    /** All else. */
    TIME;

    /** What kind of limit a task has. */
    public enum Pace {
        /** An alert that nobody has taken on. */
        ALERT,
        /** A child who is not safe yet. */
        UNSAFE,
        HOURS,
        DAYS
    }

    private static final Duration SOON = Duration.ofHours(24);
    private static final Duration OVER = Duration.ofDays(7);
    /** A day that never comes, from which keys run backwards; stores have the same. */
    private static final Instant BACKWARDS = Instant.parse("2300-01-01T00:00:00Z");

    private static final String HIGH = "HIGH";

    /**
     * @param risk of the child, a code of the list {@code risk}; null = not known
     * @param due the last moment; null = it merely waits
     */
    public static Urgency of(Pace pace, @Nullable String risk, @Nullable Instant due, Instant now) {
        return switch (pace) {
            case ALERT -> ALERT;
            case UNSAFE -> UNSAFE;
            case HOURS -> runs(due, now) ? CLOCK : byRisk(risk, due, now);
            case DAYS -> byRisk(risk, due, now);
        };
    }

    private static boolean runs(@Nullable Instant due, Instant now) {
        return due != null && !due.isAfter(soon(now)) && !due.isBefore(longOver(now));
    }

    private static Urgency byRisk(@Nullable String risk, @Nullable Instant due, Instant now) {
        return HIGH.equals(risk) && due != null && !due.isAfter(soon(now)) ? RISK : TIME;
    }

    /** The order of what is due by a day or a moment; null = it merely waits. */
    public static <T, D extends Comparable<? super D>> Comparator<T> order(
            Function<T, Urgency> urgency, Function<T, @Nullable D> due) {
        Comparator<T> earliest = Comparator.comparing(due, Comparator.nullsLast(Comparator.naturalOrder()));
        Comparator<T> equal = (a, b) -> urgency.apply(a) == ALERT ? earliest.compare(b, a) : earliest.compare(a, b);
        return Comparator.comparing(urgency).thenComparing(equal);
    }

    /** The key by which a store sorts equally urgent things: the last moment, of {@link #ALERT} so that it runs backwards. */
    public @Nullable Instant key(@Nullable Instant due) {
        return this == ALERT && due != null
                ? BACKWARDS.minusSeconds(due.getEpochSecond()).minusNanos(due.getNano())
                : due;
    }

    /** A danger, or a child who is not safe yet: it comes before any other step. */
    public boolean cannotWait() {
        return this == ALERT || this == UNSAFE;
    }

    /** What is due until then is due soon. */
    public static Instant soon(Instant now) {
        return now.plus(SOON);
    }

    /** A clock of hours that ended before is late like everything else: it says no longer that something can be done within hours. */
    public static Instant longOver(Instant now) {
        return now.minus(OVER);
    }
}
