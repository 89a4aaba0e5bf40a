package org.akoma.programme.dashboards;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.akoma.programme.indicators.Figure;
import org.akoma.programme.indicators.IndicatorReport;

/** The items of a report of indicators, by their numbers. */
record Figures(IndicatorReport report, Map<String, IndicatorReport.Item> items) {

    static Figures of(IndicatorReport report) {
        return new Figures(
                report,
                report.items().stream()
                        .collect(Collectors.toMap(item -> item.indicator().id(), Function.identity())));
    }

    IndicatorReport.Item item(String id) {
        IndicatorReport.Item item = items.get(id);
        if (item == null) throw new IllegalArgumentException(id);
        return item;
    }

    Figure figure(String id) {
        return item(id).figure();
    }

    /** Of one part of an item; nothing was counted of a part that is not there. */
    Figure part(String id, String code) {
        return item(id).parts().stream()
                .filter(part -> part.label().equals(code))
                .findFirst()
                .map(IndicatorReport.Part::figure)
                .orElseGet(() ->
                        figure(id).suppressed() ? Figure.hidden() : Figure.missing(Figure.Missing.NOTHING_TO_COUNT));
    }
}
