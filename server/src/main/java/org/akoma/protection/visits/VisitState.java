package org.akoma.protection.visits;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.reference.Policies;
import org.jspecify.annotations.Nullable;

/** The state of a visit on a day, computed from its dates: codes of the list {@code visit-status} (I11). */
public enum VisitState {
    PLANNED,
    /** Its day and the days of tolerance are over, and it can still be made late. */
    OVERDUE,
    DONE_ON_TIME,
    DONE_LATE,
    /** Made when it already counted as missed. */
    DONE_TOO_LATE,
    MISSED,
    CANCELLED,
    UNPLANNED;

    /**
     * @param tolerance days around the planned day that count as punctual
     * @param latest days after the planned day up to which a visit is late; beyond, it is missed
     */
    public record Limits(int tolerance, int latest) {
        public static Limits of(Policies policies) {
            return new Limits(policies.days("visit.on-time.tolerance"), policies.days("visit.late.max"));
        }
    }

    /** As it is on a day, of what is known of the visit. */
    public static VisitState of(
            LocalDate planned,
            @Nullable LocalDate done,
            boolean cancelled,
            boolean unplanned,
            LocalDate day,
            Limits limits) {
        if (unplanned) return UNPLANNED;
        if (cancelled) return CANCELLED;
        if (done != null && !done.isAfter(day)) return made(planned, done, limits);
        if (day.isAfter(planned.plusDays(limits.latest))) return MISSED;
        return day.isAfter(planned.plusDays(limits.tolerance)) ? OVERDUE : PLANNED;
    }

    private static VisitState made(LocalDate planned, LocalDate done, Limits limits) {
        if (!done.isAfter(planned.plusDays(limits.tolerance))) return DONE_ON_TIME;
        return done.isAfter(planned.plusDays(limits.latest)) ? DONE_TOO_LATE : DONE_LATE;
    }

    /** Whether the visit was made. */
    public boolean made() {
        return this == DONE_ON_TIME || this == DONE_LATE || this == DONE_TOO_LATE || this == UNPLANNED;
    }

    /** How punctual the visits planned up to today were. */
    record Punctuality(long planned, long onTime, long late, long missed) {

        static Punctuality of(List<VisitState> due) {
            long onTime = count(due, DONE_ON_TIME);
            long late = count(due, DONE_LATE);
            return new Punctuality(due.size(), onTime, late, due.size() - onTime - late);
        }

        private static long count(List<VisitState> states, VisitState one) {
            return states.stream().filter(one::equals).count();
        }
    }
}
