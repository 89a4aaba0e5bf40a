package org.akoma.ground.reference;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One number that the field may want otherwise.
 *
 * @param key         {@code medical-screening.max}; the property {@code akoma.policy.<key>} overrides it
 * @param value       a number in {@code unit}; for a list, numbers with commas between them
 * @param least       floor of each number of a value that people agree on: what protects children or people becomes no weaker by two accounts
 * @param most        ceiling of the same
 * @param basis       [seed], [S24], [K] or [P], see requirements.md; [K] and [P] are never presented as law
 * @param rule        T1 to T23, an indicator, or the section of requirements.md
 * @param sourceFr    what the basis rests on, in French; may be empty
 * @param law         true when a law or a court rule says so somewhere, and not only good practice
 * @param scenarioKey where a scenario's policy block says it ({@code followUpIntervalDays.HIGH}); null where it cannot
 * @param overridden  true when {@code value} is not the default
 */
public record Policy(
        String key,
        String value,
        Unit unit,
        BigDecimal least,
        BigDecimal most,
        String basis,
        String rule,
        String sourceFr,
        String sourceEn,
        boolean law,
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
        /** Money, in whole units of the currency that the key names. */
        AMOUNT,
        DAY_LIST,
        MONTH_LIST,
        /** Short numbers that are called in an emergency. */
        CALL_LIST;

        boolean isList() {
            return this == DAY_LIST || this == MONTH_LIST || this == CALL_LIST;
        }

        String shape() {
            if (isList()) return "\\d{1,4}(,\\d{1,4}){0,19}";
            return switch (this) {
                case RATE -> "\\d{1,9}(\\.\\d{1,9})?";
                case AMOUNT -> "\\d{1,12}";
                default -> "\\d{1,6}";
            };
        }
    }

    public Policy {
        if (!value.matches(unit.shape())) {
            throw new IllegalArgumentException("reference.policy-value: " + key + " is in " + unit + ", not " + value);
        }
    }

    /** A value for the text of its unit, which counts; a list or a fraction as it is. */
    public static Object shown(Unit unit, String value) {
        boolean whole = value.matches("\\d{1,9}") && unit != Unit.RATE;
        return whole ? Integer.valueOf(value) : value.replace(",", ", ");
    }

    /** This value in the same way. */
    public Object shown() {
        return shown(unit, value);
    }

    /**
     * What a reader may take the value for. Practice and proposals bind nobody until a professional confirms them; OWN is a
     * value set for this installation, which no source backs any more.
     */
    public enum Standing {
        LAW,
        SOURCE,
        PRACTICE,
        PROPOSAL,
        OWN
    }

    public Standing standing() {
        if (overridden) return Standing.OWN;
        if (law) return Standing.LAW;
        return switch (basis) {
            case "[K]" -> Standing.PRACTICE;
            case "[P]" -> Standing.PROPOSAL;
            default -> Standing.SOURCE;
        };
    }

    public String source(Locale locale) {
        return Languages.pick(locale, sourceFr, sourceEn);
    }

    public String label(Locale locale) {
        return Languages.pick(locale, labelFr, labelEn);
    }

    Policy with(String newValue) {
        return new Policy(
                key,
                newValue,
                unit,
                least,
                most,
                basis,
                rule,
                sourceFr,
                sourceEn,
                law,
                labelFr,
                labelEn,
                scenarioKey,
                !newValue.equals(value));
    }

    /** Whether each number of this value, which has the shape of the unit, is within the bounds. */
    public boolean isWithin(String wanted) {
        return Arrays.stream(wanted.split(",", -1))
                .map(BigDecimal::new)
                .allMatch(number -> number.compareTo(least) >= 0 && number.compareTo(most) <= 0);
    }

    List<Integer> numbers() {
        return Arrays.stream(value.split(",", -1)).map(Integer::valueOf).toList();
    }
}
