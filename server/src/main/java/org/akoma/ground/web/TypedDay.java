package org.akoma.ground.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** Reads a day that a person typed. Throws {@code DateTimeException} or {@code NumberFormatException} when it is none of the years 1900 to 2200. */
final class TypedDay {

    private TypedDay() {}

    /** {@code 2015-06-04}, {@code 4/6/2015} or {@code 4.6.2015}. */
    static LocalDate parse(String value) {
        try {
            return ofOurTime(LocalDate.parse(value));
        } catch (DateTimeParseException notIso) {
            String[] parts = value.split("[/.]", -1);
            if (parts.length != 3) throw notIso;
            return of(parts[2], parts[1], parts[0]);
        }
    }

    /**
     * A day by its numbers.
     *
     * @param parts year, month, day
     */
    static LocalDate of(String... parts) {
        return ofOurTime(
                LocalDate.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2])));
    }

    private static LocalDate ofOurTime(LocalDate day) {
        if (day.getYear() < 1900 || day.getYear() > 2200) throw new DateTimeException("not between 1900 and 2200");
        return day;
    }
}
