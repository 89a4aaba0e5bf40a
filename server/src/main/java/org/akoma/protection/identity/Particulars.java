package org.akoma.protection.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/**
 * What was registered of a child and may turn out to be wrong: a value that a correction replaces as a whole.
 *
 * @param age in years at the rescue; follows from the birth date where that is known
 * @param ageMethod code of the list {@code age-method}
 */
record Particulars(
        String sex,
        @Nullable Integer age,
        boolean ageEstimated,
        @Nullable LocalDate birthDate,
        @Nullable String ageMethod,
        @Nullable String nationality,
        String country,
        @Nullable String sector) {

    static Particulars of(CaseFile file, @Nullable Identity identity) {
        return new Particulars(
                file.sex(),
                file.ageAtRescue(),
                file.ageEstimated(),
                identity == null ? null : identity.birthDate(),
                identity == null ? null : identity.ageMethod(),
                file.nationality(),
                file.country(),
                file.sector());
    }

    /** With the age that follows from the birth date, where that is known. */
    Particulars aged(CaseFile file) {
        Integer known = birthDate == null ? age : Integer.valueOf(yearsAtRescue(file, birthDate));
        return new Particulars(sex, known, ageEstimated, birthDate, ageMethod, nationality, country, sector);
    }

    static int yearsAtRescue(CaseFile file, LocalDate born) {
        Instant rescued = file.handedAt() == null ? file.registeredAt() : file.handedAt();
        return (int) ChronoUnit.YEARS.between(born, LocalDate.ofInstant(rescued, ZoneOffset.UTC));
    }

    /** By the names that pages and JSON know. */
    Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("sex", sex);
        fields.put("age", age);
        fields.put("ageEstimated", ageEstimated);
        fields.put("birthDate", birthDate);
        fields.put("ageMethod", ageMethod);
        fields.put("nationality", nationality);
        fields.put("country", country);
        fields.put("sector", sector);
        return fields;
    }
}
