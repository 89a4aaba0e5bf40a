package org.akoma.programme.indicators;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a reader gets of what was counted.
 *
 * @param withheld the indicators whose counts are not shown ({@link SamePopulation})
 */
record Shown(SmallCounts small, Set<String> withheld) {

    Shown {
        withheld = Set.copyOf(withheld);
    }

    /** @param known what the reader reads exactly of it elsewhere: of the whole ({@code ""}) and of its parts */
    IndicatorReport.Item item(
            Indicator indicator,
            Tally whole,
            Map<String, Tally> parts,
            Map<String, Tally> known,
            List<IndicatorReport.Past> past) {
        boolean unknownHidden = isUnknownHidden(indicator, whole, known.get(""))
                || parts.entrySet().stream()
                        .anyMatch(part -> isUnknownHidden(indicator, part.getValue(), known.get(part.getKey())));
        Set<String> hidden = small.hidden(whole, parts, known);
        return new IndicatorReport.Item(
                indicator,
                figure(indicator, whole, small.isHidden(whole, known.getOrDefault("", Tally.NOTHING)), unknownHidden),
                parts.entrySet().stream()
                        .map(part -> new IndicatorReport.Part(
                                part.getKey(),
                                part(indicator, part.getValue(), hidden.contains(part.getKey()), unknownHidden)))
                        .toList(),
                past);
    }

    private boolean isUnknownHidden(Indicator indicator, Tally tally, @Nullable Tally known) {
        return isUnknownHidden(indicator, tally) || known != null && isUnknownHidden(indicator, tally.less(known));
    }

    /** What is not due yet tells how many were missed. */
    private boolean isUnknownHidden(Indicator indicator, Tally tally) {
        return small.isUnknownHidden(tally)
                || indicator.notDue() != null && small.isSmall(tally.den() - tally.num() - tally.unknown());
    }

    /**
     * Of a median the parts say no count to a reader without small counts: with the hidden count of another indicator of the same children, the difference
     * of the two would tell it.
     */
    private Figure part(Indicator indicator, Tally tally, boolean hidden, boolean unknownHidden) {
        Figure figure = figure(indicator, tally, hidden, unknownHidden);
        return small.least() > 0 && indicator.kind() == Indicator.Kind.MEDIAN ? figure.withoutCount() : figure;
    }

    private Figure figure(Indicator indicator, Tally tally, boolean hidden, boolean unknownHidden) {
        if (hidden) return Figure.hidden();
        Figure figure = Figure.of(indicator, tally, unknownHidden);
        if (!withheld.contains(indicator.id())) return figure;
        if (indicator.kind() == Indicator.Kind.MEDIAN) return figure.withoutCount();
        return new SamePopulation(small.least()).isMany(tally) ? figure.roughly() : Figure.hidden();
    }

    /** The end of a month, of the whole. */
    Figure then(Indicator indicator, Tally tally) {
        return figure(indicator, tally, small.isHidden(tally), true);
    }
}
