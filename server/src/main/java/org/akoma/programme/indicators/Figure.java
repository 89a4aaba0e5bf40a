package org.akoma.programme.indicators;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a reader gets of an indicator, or of one part of it.
 *
 * @param denominator null of a plain count; of a median, how many it is of, but null of a part for a reader without small counts
 * @param value of a plain count or a median (days)
 * @param unknown null where nothing is shown apart, or where it is too small to be shown
 * @param notDue how many of the denominator are neither counted nor missing, because their limit has not passed; null as of unknown
 * @param suppressed too small to be shown to this reader: all else is null
 * @param missing why there is no value; null = there is one, or it is suppressed
 * @param day of which day it is, where that is an earlier one than was asked for: what changed since is too little to be said; null = it is not
 */
public record Figure(
        @Nullable Long numerator,
        @Nullable Long denominator,
        @Nullable BigDecimal percent,
        @Nullable BigDecimal value,
        @Nullable Long unknown,
        @Nullable Long notDue,
        boolean suppressed,
        @Nullable Missing missing,
        @Nullable LocalDate day) {

    /** Why a figure is missing, never zero. */
    public enum Missing {
        /** There was nothing to count on that day. */
        NOTHING_TO_COUNT,
        /** It is not divided by what was asked: by country, or by structure. */
        NOT_DIVIDED_SO,
        /** The records were not counted for the first time yet. */
        NOT_COUNTED_YET
    }

    public static Figure missing(Missing why) {
        return new Figure(null, null, null, null, null, null, false, why, null);
    }

    public static Figure hidden() {
        return new Figure(null, null, null, null, null, null, true, null, null);
    }

    /** The percentage in whole numbers, from which no count follows. */
    Figure roughly() {
        return new Figure(
                null,
                null,
                percent == null ? null : percent.setScale(0, RoundingMode.HALF_UP),
                value,
                null,
                null,
                suppressed,
                missing,
                day);
    }

    LocalDate dayOr(LocalDate asked) {
        return day == null ? asked : day;
    }

    /** The same, of an earlier day; what is hidden or missing is of none. */
    Figure of(LocalDate earlier) {
        return suppressed || missing != null
                ? this
                : new Figure(numerator, denominator, percent, value, unknown, notDue, false, null, earlier);
    }

    Figure withoutCount() {
        return new Figure(null, null, percent, value, unknown, null, suppressed, missing, day);
    }

    static Figure of(Indicator indicator, Tally tally, boolean unknownHidden) {
        if (indicator.kind() != Indicator.Kind.COUNT && tally.den() == 0 && tally.unknown() == 0)
            return missing(Missing.NOTHING_TO_COUNT);
        Long unknown = indicator.unknown() == null || unknownHidden ? null : tally.unknown();
        Long notDue = indicator.notDue() == null || unknownHidden ? null : tally.unknown();
        return switch (indicator.kind()) {
            case COUNT ->
                new Figure(tally.num(), null, null, BigDecimal.valueOf(tally.num()), unknown, null, false, null, null);
            case SHARE ->
                new Figure(tally.num(), tally.den(), tally.percent(), null, unknown, notDue, false, null, null);
            case MEDIAN -> new Figure(null, tally.den(), null, tally.median(), unknown, null, false, null, null);
        };
    }
}
