package org.akoma.protection.tasks;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SortedMap;

/** iCalendar (RFC 5545): one all-day event a day that says how many things are due. No code, no name, no kind. */
final class CalendarFile {

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private CalendarFile() {}

    /** @param said the words for a number of tasks */
    static String of(SortedMap<LocalDate, Integer> days, Instant now, java.util.function.LongFunction<String> said) {
        StringBuilder file = new StringBuilder();
        line(file, "BEGIN:VCALENDAR");
        line(file, "VERSION:2.0");
        line(file, "PRODID:-//Akoma//Tasks//FR");
        line(file, "CALSCALE:GREGORIAN");
        line(file, "X-WR-CALNAME:Akoma");
        days.forEach((day, count) -> {
            line(file, "BEGIN:VEVENT");
            line(file, "UID:" + DAY.format(day) + "@akoma");
            line(file, "DTSTAMP:" + STAMP.format(now));
            line(file, "DTSTART;VALUE=DATE:" + DAY.format(day));
            line(file, "DTEND;VALUE=DATE:" + DAY.format(day.plusDays(1)));
            line(file, "SUMMARY:" + said.apply(count).replace(",", "\\,").replace(";", "\\;"));
            line(file, "TRANSP:TRANSPARENT");
            line(file, "END:VEVENT");
        });
        line(file, "END:VCALENDAR");
        return file.toString();
    }

    private static void line(StringBuilder file, String text) {
        file.append(text).append("\r\n");
    }
}
