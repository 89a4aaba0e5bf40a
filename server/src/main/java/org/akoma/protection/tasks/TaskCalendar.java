package org.akoma.protection.tasks;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** A month of tasks, in weeks from Monday to Sunday. */
record TaskCalendar(YearMonth month, List<Day> days) {

    /** @param inside of the month itself, not of the weeks that it begins and ends in */
    record Day(LocalDate date, boolean inside, List<DueItem> items) {}

    static TaskCalendar of(YearMonth month, List<DueItem> items) {
        LocalDate first = month.atDay(1).with(java.time.temporal.TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        LocalDate last = month.atEndOfMonth().with(java.time.temporal.TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        List<Day> days = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            LocalDate date = day;
            days.add(new Day(
                    date,
                    YearMonth.from(date).equals(month),
                    items.stream().filter(item -> date.equals(item.dueOn())).toList()));
        }
        return new TaskCalendar(month, List.copyOf(days));
    }
}
