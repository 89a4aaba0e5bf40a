package org.akoma.ground.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How soon something is to be looked at: the one order of the home page, the lists of tasks and the list of alerts
 * (docs/decisions/danger-first.md). What has the same {@link Place} follows each other by its {@link #turn}.
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

    /**
     * The place of something in the order, the first first. Open alerts are before all else: danger reported within a day that nobody has taken on; then
     * of children at high risk, or of whom somebody proposed so, before others, then danger of death, then what nobody has taken on. The same as
     * {@code followup.danger_place}.
     */
    public enum Place {
        NEW_GRAVE(ALERT),
        NEW_ALERT(ALERT),
        HIGH_GRAVE(ALERT),
        HIGH_GRAVE_TAKEN(UNSAFE),
        /** Of a child at high risk any alert that nobody has taken on, also an urgent index. */
        HIGH_ALERT(ALERT),
        HIGH_TAKEN(UNSAFE),
        GRAVE(ALERT),
        GRAVE_TAKEN(UNSAFE),
        OTHER_ALERT(ALERT),
        NOT_SAFE(UNSAFE),
        OF_HOURS(CLOCK),
        AT_RISK(RISK),
        ANY(TIME);

        private final Urgency urgency;

        Place(Urgency urgency) {
            this.urgency = urgency;
        }

        public Urgency urgency() {
            return urgency;
        }

        /** Danger of death that somebody has taken on, or nobody. */
        public static Place grave(boolean taken) {
            return taken ? GRAVE_TAKEN : GRAVE;
        }
    }

    /** The place when no more is known of it. */
    public Place place() {
        return switch (this) {
            case ALERT -> Place.OTHER_ALERT;
            case UNSAFE -> Place.NOT_SAFE;
            case CLOCK -> Place.OF_HOURS;
            case RISK -> Place.AT_RISK;
            case TIME -> Place.ANY;
        };
    }

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
    private static final String HIGH = "HIGH";

    /** Later than anything is due: what is over counts backwards from here. */
    private static final Instant BACKWARDS = Instant.parse("2250-01-01T00:00:00Z");

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

    /** The order of what is due at a moment; null = it merely waits. */
    public static <T> Comparator<T> order(Function<T, Place> place, Function<T, @Nullable Instant> due, Instant now) {
        return Comparator.comparing(place).thenComparing(one -> turn(place.apply(one), due.apply(one), now));
    }

    /**
     * The order within a place: what cannot wait and still has time, the earliest last moment first; then that of which the time is over, the newest first,
     * so that a report of today is above what nobody answered in June; all else by its last moment. The same as {@code followup.turn}.
     */
    public static Instant turn(Place place, @Nullable Instant due, Instant now) {
        if (due == null) return Instant.MAX;
        return place.urgency().cannotWait() && due.isBefore(now)
                ? BACKWARDS.minus(Duration.between(Instant.EPOCH, due))
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
