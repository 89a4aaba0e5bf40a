package org.akoma.ground.notices;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.akoma.ground.access.Notification;
import org.jspecify.annotations.Nullable;

/**
 * How a person wants to be notified outside of the page. Hours are UTC, the local time of Côte d'Ivoire and Ghana.
 *
 * @param dailyAt when the one notice of a day goes out
 * @param quietFrom no notice from this hour …
 * @param quietUntil … until this one, over midnight where it is the earlier; both or neither
 * @param alertsAlways an alert waits for no hour
 */
record Choice(
        Rhythm rhythm,
        LocalTime dailyAt,
        @Nullable LocalTime quietFrom,
        @Nullable LocalTime quietUntil,
        boolean alertsAlways,
        @Nullable String email,
        @Nullable String phone) {

    enum Rhythm {
        AT_ONCE,
        DAILY,
        NEVER
    }

    /** What holds for who never chose: the page alone. */
    static final Choice UNCHOSEN =
            new Choice(Rhythm.AT_ONCE, LocalTime.of(7, 0), LocalTime.of(20, 0), LocalTime.of(6, 0), true, null, null);

    /** What waits for no hour: danger to a child, and what may be misuse of an account. */
    private static final Set<String> URGENT = Set.of(Notification.ALERT, Notification.COMPLAINT, Notification.ACCOUNT);

    /** When a notification of this kind is sent; null = never. */
    @Nullable
    Instant dueAt(String kind, Instant rung) {
        if (rhythm == Rhythm.NEVER) return null;
        if (alertsAlways && URGENT.contains(kind)) return rung;
        LocalDateTime wanted = LocalDateTime.ofInstant(rung, ZoneOffset.UTC);
        if (rhythm == Rhythm.DAILY) wanted = next(dailyAt, wanted);
        return afterQuiet(wanted).toInstant(ZoneOffset.UTC);
    }

    private LocalDateTime afterQuiet(LocalDateTime wanted) {
        return quietFrom != null && quietUntil != null && isQuiet(wanted.toLocalTime(), quietFrom, quietUntil)
                ? next(quietUntil, wanted)
                : wanted;
    }

    private static boolean isQuiet(LocalTime time, LocalTime from, LocalTime until) {
        boolean overMidnight = until.isBefore(from);
        return overMidnight
                ? !time.isBefore(from) || time.isBefore(until)
                : !time.isBefore(from) && time.isBefore(until);
    }

    private static LocalDateTime next(LocalTime time, LocalDateTime after) {
        LocalDateTime today = after.toLocalDate().atTime(time);
        return today.isBefore(after) ? today.plusDays(1) : today;
    }
}
