package org.akoma.protection.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How old a child is on a day: by the birth date where it is known, else by the age at the rescue and the years since. */
public final class Ages {

    private static final int OF_AGE = 18;

    private Ages() {}

    /** In whole years; null when neither is known. */
    public static @Nullable Integer on(CaseFile file, @Nullable LocalDate birthDate, LocalDate day) {
        return of(file, file.ageAtRescue(), birthDate, day);
    }

    /** The same for an age at the rescue that is not on the file yet. */
    public static @Nullable Integer of(
            CaseFile file, @Nullable Integer then, @Nullable LocalDate birthDate, LocalDate day) {
        if (birthDate != null) return years(birthDate, day);
        if (then == null) return null;
        Instant rescued = file.handedAt() == null ? file.registeredAt() : file.handedAt();
        return then + Math.max(0, years(LocalDate.ofInstant(rescued, ZoneOffset.UTC), day));
    }

    private static int years(LocalDate from, LocalDate to) {
        return (int) ChronoUnit.YEARS.between(from, to);
    }

    /** Whether the child may be 18 on the day: an estimate in whole years may be a year too low. False where no age is known. */
    public static boolean mayBeOfAge(CaseFile file, @Nullable LocalDate birthDate, LocalDate day) {
        Integer age = on(file, birthDate, day);
        return age != null && age + (birthDate == null && file.ageEstimated() ? 1 : 0) >= OF_AGE;
    }
}
