package org.akoma.programme.indicators;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an indicator means, without a value.
 *
 * @param group code of what it is about, as {@code indicators.group.…}
 */
public record IndicatorMeaning(
        String id,
        String group,
        Measure measure,
        Text name,
        Text numerator,
        @Nullable Text denominator,
        Text limits) {

    public enum Measure {
        COUNT,
        PERCENT,
        DAYS
    }

    /** French and English. */
    public record Text(String fr, String en) {
        static Text of(Indicator.Words words) {
            return new Text(words.fr(), words.en());
        }
    }

    /** The twenty-five, in the order of their numbers. */
    public static List<IndicatorMeaning> all() {
        return Definitions.ALL.stream().map(IndicatorMeaning::of).toList();
    }

    private static IndicatorMeaning of(Indicator one) {
        return new IndicatorMeaning(
                one.id(),
                one.group().name(),
                switch (one.kind()) {
                    case COUNT -> Measure.COUNT;
                    case SHARE -> Measure.PERCENT;
                    case MEDIAN -> Measure.DAYS;
                },
                Text.of(one.name()),
                Text.of(one.numerator()),
                one.denominator() == null ? null : Text.of(Objects.requireNonNull(one.denominator())),
                Text.of(one.limits()));
    }
}
