package org.akoma.protection.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a child is to be seen (T10, T11). */
class VisitCalendarTest {

    private static final LocalDate DAY = LocalDate.parse("2015-08-05");
    private static final List<Integer> MILESTONES = List.of(7, 30, 90, 180, 365);

    private static List<LocalDate> days(VisitCalendar calendar, int from, int until) {
        return calendar.days(DAY, DAY.plusDays(from), DAY.plusDays(until)).stream()
                .map(VisitCalendar.Day::on)
                .toList();
    }

    @Test
    void theIntervalIsKeptFromTheLastPlannedDay() {
        VisitCalendar weekly = new VisitCalendar(7, MILESTONES, null, 3);
        assertThat(days(weekly, 1, 21)).containsExactly(DAY.plusDays(7), DAY.plusDays(14), DAY.plusDays(21));
        assertThat(days(weekly, 8, 15)).containsExactly(DAY.plusDays(14));
        assertThat(days(weekly, 7, 7)).containsExactly(DAY.plusDays(7));
        assertThat(days(weekly, 100, 106)).containsExactly(DAY.plusDays(105));
    }

    @Test
    void aReturnBringsItsMilestonesAndARoutineVisitBesideOneIsLeftOut() {
        VisitCalendar monthly = new VisitCalendar(30, MILESTONES, DAY.minusDays(2), 3);
        List<VisitCalendar.Day> days = monthly.days(DAY, DAY.plusDays(1), DAY.plusDays(95));
        assertThat(days)
                .containsExactly(
                        new VisitCalendar.Day(DAY.plusDays(5), Visit.Type.MILESTONE),
                        new VisitCalendar.Day(DAY.plusDays(28), Visit.Type.MILESTONE),
                        new VisitCalendar.Day(DAY.plusDays(60), Visit.Type.ROUTINE),
                        new VisitCalendar.Day(DAY.plusDays(88), Visit.Type.MILESTONE));
    }

    @Test
    void aMilestoneOfMonthsLaterIsFoundAlsoAtLowRisk() {
        VisitCalendar monthly = new VisitCalendar(30, MILESTONES, DAY, 3);
        assertThat(monthly.days(DAY, DAY.plusDays(361), DAY.plusDays(370)))
                .containsExactly(new VisitCalendar.Day(DAY.plusDays(365), Visit.Type.MILESTONE));
    }
}
