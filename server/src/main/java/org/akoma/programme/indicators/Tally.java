package org.akoma.programme.indicators;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was counted, exactly.
 *
 * @param unknown of whom it is not known, beside the denominator or within it, as the definition says; or of the denominator what is not due yet
 * @param values of a median: how many have each value; empty else
 */
public record Tally(long num, long den, long unknown, SortedMap<Integer, Long> values) {

    static final Tally NOTHING = new Tally(0, 0, 0, new TreeMap<>());

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** A plain count. */
    public static Tally of(long count) {
        return new Tally(count, 0, 0, new TreeMap<>());
    }

    public Tally {
        values = new TreeMap<>(values);
    }

    boolean isNothing() {
        return num == 0 && den == 0 && unknown == 0;
    }

    boolean hasCountsOf(Tally other) {
        return num == other.num && den == other.den && unknown == other.unknown;
    }

    Tally plus(Tally other) {
        SortedMap<Integer, Long> all = new TreeMap<>(values);
        other.values.forEach((value, n) -> all.merge(value, n, Long::sum));
        return new Tally(num + other.num, den + other.den, unknown + other.unknown, all);
    }

    /** The counts alone of all that are not among those. */
    Tally less(Tally some) {
        return new Tally(num - some.num, den - some.den, unknown - some.unknown, new TreeMap<>());
    }

    /** One decimal, halves up; null without a denominator. */
    @Nullable
    BigDecimal percent() {
        if (den == 0) return null;
        return BigDecimal.valueOf(num).multiply(HUNDRED).divide(BigDecimal.valueOf(den), 1, RoundingMode.HALF_UP);
    }

    /** The value in the middle; of an even number the mean of the two in the middle. Null of none. */
    @Nullable
    BigDecimal median() {
        long n = values.values().stream().mapToLong(Long::longValue).sum();
        if (n == 0) return null;
        BigDecimal two = BigDecimal.valueOf(at((n - 1) / 2) + at(n / 2));
        return two.divide(BigDecimal.TWO, 1, RoundingMode.HALF_UP).stripTrailingZeros();
    }

    private long at(long place) {
        long passed = 0;
        for (Map.Entry<Integer, Long> one : values.entrySet()) {
            passed += one.getValue();
            if (passed > place) return one.getKey();
        }
        throw new IllegalStateException("no value at " + place);
    }
}
