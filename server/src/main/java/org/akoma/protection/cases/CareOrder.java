package org.akoma.protection.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.akoma.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * On which days something can have been done for a child, such as a court's order of its stay (T12): not before the child was found, nor in the
 * future.
 */
public final class CareOrder {

    private CareOrder() {}

    /** A child is found on the day of the hand-over or the night before; where nobody handed it over, in the week before the registration. */
    static LocalDate earliest(CaseFile file) {
        Instant handed = file.handedAt();
        return handed == null
                ? LocalDate.ofInstant(file.registeredAt(), ZoneOffset.UTC).minusDays(7)
                : LocalDate.ofInstant(handed, ZoneOffset.UTC).minusDays(1);
    }

    /**
     * Against a day that lies before the child was found; null = it does not.
     *
     * @param field where it is typed
     */
    public static @Nullable FieldError tooEarly(CaseFile file, @Nullable LocalDate day, String field) {
        return day != null && day.isBefore(earliest(file))
                ? FieldError.of(field, "cases.before-found", earliest(file))
                : null;
    }

    public static @Nullable FieldError tooEarly(CaseFile file, Instant at, String field) {
        return tooEarly(file, LocalDate.ofInstant(at, ZoneOffset.UTC), field);
    }

    public static @Nullable FieldError refusal(CaseFile file, LocalDate day, LocalDate today) {
        if (day.isAfter(today)) return FieldError.of("careOrderOn", "form.future");
        return day.isBefore(earliest(file))
                ? FieldError.of("careOrderOn", "cases.care-order-before-found", earliest(file))
                : null;
    }
}
