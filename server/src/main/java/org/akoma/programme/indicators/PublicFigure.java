package org.akoma.programme.indicators;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An indicator as it may be given away: no count from 1 to below a limit, and none that follows from what is given.
 *
 * @param group code of what it is about, as {@code indicators.group.…}
 * @param asOf the last day of a month
 * @param parts of the division that was asked for; empty where it is not divided so
 */
public record PublicFigure(
        String id,
        String group,
        Measure measure,
        Text name,
        Text numerator,
        @Nullable Text denominator,
        Text limits,
        LocalDate asOf,
        Value value,
        List<Part> parts) {

    /** For whom it is given away. */
    public enum Audience {
        PUBLIC("statistics.public.min-cell"),
        PARTNERS("statistics.partner.min-cell");

        private final String policy;

        Audience(String policy) {
            this.policy = policy;
        }

        /** Who gets these files may get those of partners too; a larger limit comes last. */
        public List<Audience> withThoseBefore() {
            return this == PUBLIC ? List.of(PARTNERS, PUBLIC) : List.of(this);
        }

        /** Key of the smallest count that is shown. */
        public String policy() {
            return policy;
        }
    }

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

    /**
     * @param amount a count, a percentage or days
     * @param gap why there is none
     */
    public record Value(
            @Nullable Long numerator,
            @Nullable Long denominator,
            @Nullable BigDecimal amount,
            @Nullable Gap gap) {
        static Value of(Indicator.Kind kind, Figure whole) {
            Figure figure = kind == Indicator.Kind.MEDIAN ? whole.withoutCount() : whole;
            Gap gap = figure.suppressed()
                    ? Gap.TOO_SMALL
                    : figure.missing() == null
                            ? null
                            : Gap.valueOf(figure.missing().name());
            return new Value(
                    figure.numerator(),
                    figure.denominator(),
                    figure.percent() == null ? figure.value() : figure.percent(),
                    gap);
        }
    }

    public enum Gap {
        TOO_SMALL,
        NOTHING_TO_COUNT,
        NOT_DIVIDED_SO,
        NOT_COUNTED_YET
    }

    /** @param label a code */
    public record Part(String label, Value value) {}

    public PublicFigure {
        parts = List.copyOf(parts);
    }

    static PublicFigure of(IndicatorReport.Item item, LocalDate asOf) {
        Indicator one = item.indicator();
        return new PublicFigure(
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
                Text.of(one.limits()),
                asOf,
                Value.of(one.kind(), item.figure()),
                item.parts().stream()
                        .map(part -> new Part(part.label(), Value.of(one.kind(), part.figure())))
                        .toList());
    }
}
