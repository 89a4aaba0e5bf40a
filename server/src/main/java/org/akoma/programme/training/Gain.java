package org.akoma.programme.training;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What somebody learnt ({@code requirements.md 5}): points gained, and the share of what was left to gain, (after - before) / (100 - before).
 *
 * @param points null = one of the tests is missing
 * @param percent null = also who had all points before: nothing was left to gain
 */
public record Gain(@Nullable Integer points, @Nullable Double percent) {

    static Gain between(@Nullable Integer before, @Nullable Integer after) {
        if (before == null || after == null) return new Gain(null, null);
        return new Gain(after - before, before == 100 ? null : 100.0 * (after - before) / (100 - before));
    }

    /** The mean of the shares, in percent with one decimal; null = of nobody. */
    static @Nullable Double mean(Collection<Gain> gains) {
        OptionalDouble mean = gains.stream()
                .map(Gain::percent)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average();
        return mean.isPresent() ? oneDecimal(mean.getAsDouble()) : null;
    }

    static double oneDecimal(double value) {
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).doubleValue();
    }
}
