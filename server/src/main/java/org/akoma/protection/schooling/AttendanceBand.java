package org.akoma.protection.schooling;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.akoma.ground.reference.Policies;
import org.jspecify.annotations.Nullable;

/**
 * How regularly a child attends, as of a day: the days of the last month that has records. Not known when the latest record says that attendance
 * is not known.
 *
 * @param until the last day that has a record; null = there is none
 */
record AttendanceBand(
        Band band,
        @Nullable Long present,
        @Nullable Long expected,
        @Nullable LocalDate until) {

    /** A month, in days: records that end within so many days of the latest count. */
    static final int MONTH = 31;

    static AttendanceBand of(List<Attendance> records, LocalDate day, Policies policies) {
        List<Attendance> told = records.stream()
                .filter(one -> !one.lastDay().isAfter(day))
                .sorted(Comparator.comparing(Attendance::lastDay))
                .toList();
        if (told.isEmpty()) return new AttendanceBand(Band.UNKNOWN, null, null, null);
        Attendance latest = told.getLast();
        if (latest.present() == null) return new AttendanceBand(Band.UNKNOWN, null, null, latest.lastDay());
        long present = 0;
        long expected = 0;
        for (Attendance one : told) {
            Integer came = one.present();
            if (came == null || !one.lastDay().isAfter(latest.lastDay().minusDays(MONTH))) continue;
            present += came;
            expected += one.expected();
        }
        return new AttendanceBand(Band.of(present, expected, policies), present, expected, latest.lastDay());
    }

    /** In percent, one decimal; null when it is not known. */
    public @Nullable Double percent() {
        return present == null || expected == null || expected == 0
                ? null
                : Double.valueOf(Math.round(1000.0 * present / expected) / 10.0);
    }
}
