package org.akoma.protection.schooling;

import java.time.LocalDate;
import org.akoma.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * On how many days a child came. The same period again is a correction.
 *
 * @param child case code
 * @param lastDay inclusive
 * @param present null = not known
 * @param expected null = counted from the terms of the institution's country
 */
public record RecordAttendance(
        String child,
        LocalDate firstDay,
        LocalDate lastDay,
        @Nullable Integer present,
        @Nullable Integer expected) {

    /** The result of one record of many. */
    public enum Verdict {
        RECORDED,
        CORRECTED,
        UNCHANGED
    }

    /** The record, and whether it is new. */
    public record Recorded(Verdict verdict, Attendance attendance) {}

    /**
     * @param startsOn of the enrolment, as endsOn, which is the first day without it
     * @param days on which the child was expected, as given or counted
     */
    @Nullable
    FieldError refusal(LocalDate startsOn, @Nullable LocalDate endsOn, int days, LocalDate today) {
        if (lastDay.isBefore(firstDay)) return FieldError.of("to", "assistance.period-order");
        if (lastDay.isAfter(today)) return FieldError.of("to", "form.future");
        if (firstDay.plusDays(366).isBefore(lastDay)) return FieldError.of("to", "assistance.period-long");
        if (firstDay.isBefore(startsOn)) return FieldError.of("from", "assistance.before-enrolment", startsOn);
        if (endsOn != null && !lastDay.isBefore(endsOn))
            return FieldError.of("to", "assistance.after-enrolment", endsOn);
        if (days == 0 && expected == null) return FieldError.of("from", "assistance.no-term");
        return present != null && present > days
                ? FieldError.of("daysPresent", "assistance.more-than-expected", days)
                : null;
    }
}
