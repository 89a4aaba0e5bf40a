package org.akoma.programme.dashboards;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.ground.charts.Bars;
import org.akoma.ground.charts.Chart;
import org.akoma.ground.charts.Chart.Said;
import org.akoma.ground.charts.Ink;
import org.akoma.ground.pages.Formats;
import org.springframework.stereotype.Component;

/** Makes a panel of numbers: the sentence and the table say what the chart shows. */
@Component
class PanelWords {

    /** So many numbers are said in the sentence: the table says the others. */
    private static final int SAID = 9;

    /** What has no number is drawn as an empty frame of this length. */
    private static final double FRAME = 0.3;

    private final Formats words;

    PanelWords(Formats words) {
        this.words = words;
    }

    Formats words() {
        return words;
    }

    String text(String key, Object... args) {
        return words.text("dashboards." + key, args);
    }

    Panel panel(String key, List<ChartValue> values, Function<Said, Chart> draw) {
        boolean parts = values.stream().anyMatch(value -> value.part() != null);
        String title = text("panel." + key);
        List<String> heads = Stream.concat(
                        parts
                                ? Stream.of(text("first." + key), text("second." + key))
                                : Stream.of(text("first." + key)),
                        Stream.of(text("count"), text("of"), text("percent")))
                .toList();
        List<List<String>> rows =
                values.stream().map(value -> row(value, parts)).toList();
        return new Panel(key, draw.apply(new Said(title, sentence(title, values), heads, rows)), values);
    }

    private List<String> row(ChartValue value, boolean parts) {
        List<String> row = new ArrayList<>();
        row.add(value.label());
        if (parts) row.add(value.partLabel() == null ? "–" : value.partLabel());
        if (value.why() != null) row.addAll(List.of(why(value), "–", "–"));
        else {
            row.add(value.count() == null ? "–" : words.number(value.count()));
            row.add(value.of() == null ? "–" : words.number(value.of()));
            row.add(value.percent() == null ? "–" : words.percent(value.percent()));
        }
        return row;
    }

    private String sentence(String title, List<ChartValue> values) {
        if (values.isEmpty()) return text("said.none", title);
        String said = values.stream()
                .limit(SAID)
                .map(value -> text("said.one", name(value), said(value)))
                .collect(Collectors.joining(", "));
        return values.size() > SAID ? text("said.more", title, said, values.size() - SAID) : text("said", title, said);
    }

    private static String name(ChartValue value) {
        return value.partLabel() == null ? value.label() : value.label() + " – " + value.partLabel();
    }

    /** {@code 67,3 %}, {@code 48}, or why there is none. */
    String brief(ChartValue value) {
        if (value.why() != null) return why(value);
        return value.percent() == null ? words.number(value.count()) : words.percent(value.percent());
    }

    /** {@code 67,3 % · 377 sur 560}. */
    String said(ChartValue value) {
        if (value.why() != null || value.of() == null) return brief(value);
        return text("share", brief(value), words.number(value.count()), words.number(value.of()));
    }

    private String why(ChartValue value) {
        return text("why." + value.why());
    }

    /** Bars as long as their share in percent. */
    Chart shares(Said said, List<ChartValue> values) {
        return Bars.chart(
                said,
                values.stream()
                        .map(value -> value.percent() == null
                                ? none(value)
                                : new Bars.Bar(
                                        value.label(), value.percent().doubleValue() / 100, said(value), Ink.GOOD))
                        .toList());
    }

    /** Bars as long as their count, the longest the whole width. */
    Chart counts(Said said, List<ChartValue> values) {
        double most = values.stream().mapToLong(ChartValue::counted).max().orElse(0);
        return Bars.chart(
                said,
                values.stream()
                        .map(value -> value.count() == null
                                ? none(value)
                                : new Bars.Bar(
                                        value.label(),
                                        most == 0 ? 0 : value.counted() / most,
                                        value.of() == null
                                                ? brief(value)
                                                : text("count.share", words.number(value.count()), brief(value)),
                                        Ink.INFO))
                        .toList());
    }

    private Bars.Bar none(ChartValue value) {
        return new Bars.Bar(value.label(), FRAME, brief(value), Ink.NONE);
    }
}
