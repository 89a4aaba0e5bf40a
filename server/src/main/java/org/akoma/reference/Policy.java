package org.akoma.reference;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One number that the field may want otherwise.
 *
 * @param key         {@code medical-screening.max}; the property {@code akoma.policy.<key>} overrides it
 * @param value       a number in {@code unit}; for a list, numbers with commas between them
 * @param basis       [seed], [S24], [K] or [P], see requirements.md; [K] and [P] are never presented as law
 * @param rule        T1 to T23, an indicator, or the section of requirements.md
 * @param source      what the basis rests on; may be empty
 * @param scenarioKey where a scenario's policy block says it ({@code followUpIntervalDays.HIGH}); null where it cannot
 * @param overridden  true when {@code value} is not the default
 */
public record Policy(
        String key,
        String value,
        Unit unit,
        String basis,
        String rule,
        String source,
        String labelFr,
        String labelEn,
        @Nullable String scenarioKey,
        boolean overridden) {

    public enum Unit {
        MINUTES,
        HOURS,
        DAYS,
        WORKING_DAYS,
        MONTHS,
        YEARS,
        COUNT,
        PERCENT,
        SCORE,
        RATE,
        DAY_LIST,
        MONTH_LIST;

        boolean isList() {
            return this == DAY_LIST || this == MONTH_LIST;
        }
    }

    public Policy {
        String shape =
                unit.isList() ? "\\d{1,4}(,\\d{1,4}){0,19}" : unit == Unit.RATE ? "\\d{1,9}(\\.\\d{1,9})?" : "\\d{1,6}";
        if (!value.matches(shape)) {
            throw new IllegalArgumentException("reference.policy-value: " + key + " is in " + unit + ", not " + value);
        }
    }

    /** False for [K] and [P]: professional practice and our own proposals bind nobody until a professional confirms them. */
    public boolean hasSource() {
        return !basis.equals("[K]") && !basis.equals("[P]");
    }

    public String label(Locale locale) {
        return Languages.pick(locale, labelFr, labelEn);
    }

    Policy with(String newValue) {
        return new Policy(
                key, newValue, unit, basis, rule, source, labelFr, labelEn, scenarioKey, !newValue.equals(value));
    }

    List<Integer> numbers() {
        return Arrays.stream(value.split(",", -1)).map(Integer::valueOf).toList();
    }
}
