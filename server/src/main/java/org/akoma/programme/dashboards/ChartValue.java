package org.akoma.programme.dashboards;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.akoma.programme.indicators.Figure;
import org.jspecify.annotations.Nullable;

/**
 * One number of a chart.
 *
 * @param code of what it is about, such as a country or a structure
 * @param label the same in words
 * @param part code of the part of it, where a chart has parts; null = the whole
 * @param partLabel the same in words
 * @param of what the count is of; null = it is of nothing else
 * @param notDue how many of these are neither counted nor missed, because their limit has not passed; null = nothing of it is said
 * @param hours within so many hours half of what was answered was; null = nothing of it is said
 * @param percent one decimal; also of a mean that has no count
 * @param why there is no number; null = there is one
 */
public record ChartValue(
        String code,
        String label,
        @Nullable String part,
        @Nullable String partLabel,
        @Nullable Long count,
        @Nullable Long of,
        @Nullable Long notDue,
        @Nullable Integer hours,
        @Nullable BigDecimal percent,
        @Nullable Why why) {

    /** Why a number is missing, never zero. */
    public enum Why {
        /** Too small for this reader, or it would give a small one away. */
        HIDDEN,
        NO_RECORDS_YET,
        NOTHING_TO_COUNT,
        NOT_DIVIDED_SO,
        NOT_COUNTED_YET
    }

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    static ChartValue count(String code, String label, long count) {
        return new ChartValue(code, label, null, null, count, null, null, null, null, null);
    }

    static ChartValue share(String code, String label, long count, long of) {
        return new ChartValue(code, label, null, null, count, of, null, null, percent(count, of), null);
    }

    static ChartValue mean(String code, String label, double percent) {
        return new ChartValue(code, label, null, null, null, null, null, null, BigDecimal.valueOf(percent), null);
    }

    static ChartValue missing(String code, String label, Why why) {
        return new ChartValue(code, label, null, null, null, null, null, null, null, why);
    }

    static ChartValue of(String code, String label, Figure figure) {
        if (figure.suppressed()) return missing(code, label, Why.HIDDEN);
        if (figure.missing() != null)
            return missing(code, label, Why.valueOf(figure.missing().name()));
        Long count = figure.numerator();
        if (count == null && figure.percent() != null)
            return new ChartValue(code, label, null, null, null, null, null, null, figure.percent(), null);
        if (count == null) throw new IllegalArgumentException("a median is in no chart");
        Long of = figure.denominator();
        if (of != null && of == 0) return missing(code, label, Why.NOTHING_TO_COUNT);
        return new ChartValue(code, label, null, null, count, of, figure.notDue(), null, figure.percent(), null);
    }

    ChartValue part(String partCode, String words) {
        return new ChartValue(code, label, partCode, words, count, of, notDue, hours, percent, why);
    }

    /** The same with what else is known of what was asked. */
    ChartValue answered(long notDueYet, @Nullable Integer withinHours) {
        return new ChartValue(code, label, part, partLabel, count, of, notDueYet, withinHours, percent, why);
    }

    ChartValue labelled(String words) {
        return new ChartValue(code, words, part, partLabel, count, of, notDue, hours, percent, why);
    }

    boolean isThere() {
        return why == null;
    }

    /** 0 where there is no count. */
    long counted() {
        return count == null ? 0 : count;
    }

    private static @Nullable BigDecimal percent(long count, long of) {
        return of == 0
                ? null
                : BigDecimal.valueOf(count).multiply(HUNDRED).divide(BigDecimal.valueOf(of), 1, RoundingMode.HALF_UP);
    }
}
