package org.akoma.programme.indicators;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One of the twenty-five, as {@code reference/indicators.json} writes it. What counts is defined in SQL, once ({@code indicators/V1}).
 *
 * @param files whether children's files are behind it, which those who work on them may open
 * @param denominator null of a plain count
 * @param unknown what is shown apart, where something is
 * @param notDue the same of those that are not due yet: not done, and their limit has not passed
 * @param by how it is divided
 * @param policies keys of the limits that it depends on; each record counts by the limit that held then
 */
public record Indicator(
        String id,
        Group group,
        Kind kind,
        boolean files,
        Words name,
        Words numerator,
        @Nullable Words denominator,
        @Nullable Words unknown,
        @Nullable Words notDue,
        List<Division> by,
        Words source,
        Words limits,
        List<String> policies) {

    /** What it is about, in the order of the page. */
    public enum Group {
        RESCUE,
        CARE,
        FOLLOW_UP,
        COMMUNICATION,
        TRAINING,
        JUSTICE,
        EVALUATION,
        HAND_OVER
    }

    public enum Kind {
        COUNT,
        SHARE,
        /** The value in the middle of all, in days. */
        MEDIAN
    }

    /** What a figure is divided by, one at a time. */
    public enum Division {
        SEX,
        AGE,
        NATIONALITY,
        SECTOR,
        RISK,
        COUNTRY,
        STRUCTURE,
        /** What this indicator alone is divided by: pathway (I14), trade (I15), priority (I19), contact (I12). */
        OTHER
    }

    public record Words(String fr, String en) {
        public String in(Locale language) {
            return language.getLanguage().equals("en") ? en : fr;
        }
    }

    public Indicator {
        by = List.copyOf(by);
        policies = List.copyOf(policies);
    }
}
