package org.akoma.exchange.spreadsheets;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as people and spreadsheets write them. Day before month, as in French; a two-digit year is no date. */
public final class CivilDates {
    public static final String ALLOWED = "2015-06-08, 08/06/2015";

    private static final Pattern ISO =
            Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?:[T ]\\d{2}:\\d{2}.{0,24})?");
    private static final Pattern DAY_FIRST =
            Pattern.compile("(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})(?: \\d{2}:\\d{2}.{0,24})?");
    private static final Pattern SERIAL = Pattern.compile("\\d{1,7}(?:\\.\\d+)?");
    private static final LocalDate EPOCH_1900 = LocalDate.of(1899, 12, 31);
    private static final LocalDate EPOCH_1904 = LocalDate.of(1904, 1, 1);

    private CivilDates() {}

    /** Empty when it is no date, or one that never was (30 February). */
    public static Optional<LocalDate> written(String text) {
        try {
            Matcher iso = ISO.matcher(text);
            if (iso.matches()) return Optional.of(date(iso.group(1), iso.group(2), iso.group(3)));
            Matcher day = DAY_FIRST.matcher(text);
            if (day.matches()) return Optional.of(date(day.group(3), day.group(2), day.group(1)));
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    public static boolean looksSerial(String text) {
        return SERIAL.matcher(text).matches();
    }

    /**
     * Days as a spreadsheet counts them. The 1900 system takes 1900 for a leap year: day 60 never was, and those before it
     * are one closer to its start. A number that looks like a year is one: nobody means a day of 1905.
     */
    public static Optional<LocalDate> serial(String number, boolean epoch1904) {
        int days = new BigDecimal(number).intValue();
        if (days >= 1900 && days <= 2100) return Optional.empty();
        if (epoch1904) return Optional.of(EPOCH_1904.plusDays(days));
        if (days < 1 || days == 60) return Optional.empty();
        return Optional.of(EPOCH_1900.plusDays(days < 60 ? days : days - 1));
    }

    private static LocalDate date(String year, String month, String day) {
        return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    }
}
