package org.akoma.programme.indicators;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a reader gets of what was counted. */
record Shown(SmallCells small) {

    IndicatorReport.Item item(
            Indicator indicator, Tally whole, Map<String, Tally> parts, Map<LocalDate, Map<String, Tally>> months) {
        boolean unknownHidden =
                small.isUnknownHidden(whole) || parts.values().stream().anyMatch(small::isUnknownHidden);
        Set<String> hidden = small.hidden(whole, parts);
        return new IndicatorReport.Item(
                indicator,
                figure(indicator, whole, small.isHidden(whole), unknownHidden),
                parts.entrySet().stream()
                        .map(part -> new IndicatorReport.Part(
                                part.getKey(),
                                part(indicator, part.getValue(), hidden.contains(part.getKey()), unknownHidden)))
                        .toList(),
                past(indicator, months));
    }

    /**
     * Of a median the parts say no count to a reader without small counts: with the hidden count of another indicator of the same children, the difference
     * of the two would tell it.
     */
    private Figure part(Indicator indicator, Tally tally, boolean hidden, boolean unknownHidden) {
        Figure figure = figure(indicator, tally, hidden, unknownHidden);
        return small.least() > 0 && indicator.kind() == Indicator.Kind.MEDIAN ? figure.withoutCount() : figure;
    }

    private static Figure figure(Indicator indicator, Tally tally, boolean hidden, boolean unknownHidden) {
        return hidden ? Figure.hidden() : Figure.of(indicator, tally, unknownHidden);
    }

    /** A median has no past here: its values are not kept by month. */
    private List<IndicatorReport.Past> past(Indicator indicator, Map<LocalDate, Map<String, Tally>> months) {
        if (indicator.kind() == Indicator.Kind.MEDIAN) return List.of();
        return months.entrySet().stream()
                .map(month -> {
                    Tally then = month.getValue().getOrDefault(indicator.id(), Tally.NOTHING);
                    return new IndicatorReport.Past(
                            month.getKey().plusMonths(1).minusDays(1),
                            figure(indicator, then, small.isHidden(then), true));
                })
                .toList();
    }
}
