package org.akoma.exchange.iati;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.akoma.programme.indicators.IndicatorMeaning;
import org.akoma.programme.indicators.IndicatorMeaning.Measure;
import org.akoma.programme.publication.ReleasedFigure;
import org.jspecify.annotations.Nullable;

/**
 * An indicator of the activity file.
 *
 * @param released as it was released last; null = no release has it
 */
record ResultFigure(IndicatorMeaning meaning, @Nullable ReleasedFigure released) {

    /** All indicators, with those values that were released. */
    static List<ResultFigure> all(List<ReleasedFigure> newestFirst) {
        return IndicatorMeaning.all().stream()
                .map(one -> new ResultFigure(
                        one,
                        newestFirst.stream()
                                .filter(figure -> !figure.help() && figure.isWhole())
                                .filter(figure -> figure.code().equals(one.id()))
                                .findFirst()
                                .orElse(null)))
                .toList();
    }

    String id() {
        return meaning.id();
    }

    /** null = not released, or hidden. */
    @Nullable
    BigDecimal amount() {
        if (released == null) return null;
        if (meaning.measure() == Measure.PERCENT) return released.percent();
        Integer count = released.count();
        return count == null ? null : BigDecimal.valueOf(count);
    }

    /** null = it has no amount. */
    @Nullable
    LocalDate asOf() {
        return released == null ? null : released.asOf();
    }

    /** Key of the text that says why there is no amount; null = there is one. */
    @Nullable
    String gap() {
        if (amount() != null) return null;
        return released == null ? "iati.gap.NOT_RELEASED" : "iati.gap.TOO_SMALL";
    }
}
