package org.akoma.programme.dashboards;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.akoma.ground.charts.Bars;
import org.akoma.ground.charts.Chart;
import org.akoma.ground.charts.Chart.Said;
import org.akoma.ground.charts.Ink;
import org.akoma.ground.pages.Formats;
import org.akoma.programme.indicators.Figure;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a panel of numbers: the sentence and the table say what the chart shows. */
@Component
class PanelWords {

    /** So many numbers are said in the sentence: the table says the others. */
    private static final int SAID = 9;

    private static final String NOTHING = "–";

    private static final int DAY = 24;

    /** What took longer is said in days. */
    private static final int IN_HOURS = 72;

    /** So many structures or workers are drawn at most. */
    private static final int DRAWN = 30;

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

    /** With the day that it is of, where that is an earlier one than the page is of. */
    ChartValue value(String code, String label, Figure figure) {
        return dated(ChartValue.of(code, label, figure), figure.day());
    }

    ChartValue dated(ChartValue value, @Nullable LocalDate day) {
        return day == null ? value : value.labelled(text("dated", value.label(), words.date(day)));
    }

    Panel panel(String key, List<ChartValue> values, Function<Said, Chart> draw) {
        return panel(key, values, values, draw);
    }

    /**
     * @param values all, which the file of the chart and the API have
     * @param drawn what a page can show of them
     */
    Panel panel(String key, List<ChartValue> values, List<ChartValue> drawn, Function<Said, Chart> draw) {
        String title = text("panel." + key);
        List<Column> columns = columns(key, drawn);
        List<String> heads = columns.stream().map(Column::head).toList();
        List<List<String>> rows = drawn.stream()
                .map(value -> columns.stream()
                        .map(column -> column.cell().apply(value))
                        .toList())
                .toList();
        String sentence = sentence(title, drawn);
        if (drawn.size() < values.size()) sentence = text("said.largest", sentence);
        return new Panel(key, draw.apply(new Said(title, sentence, heads, rows)), values);
    }

    /** The largest of many, in the order in which they were; all of few. */
    static <T> List<T> largest(List<T> all, ToLongFunction<T> size) {
        if (all.size() <= DRAWN) return all;
        Set<T> kept = all.stream()
                .sorted(Comparator.comparingLong(size).reversed())
                .limit(DRAWN)
                .collect(Collectors.toCollection(() -> Collections.newSetFromMap(new IdentityHashMap<>())));
        return all.stream().filter(kept::contains).toList();
    }

    private record Column(String head, Function<ChartValue, String> cell) {}

    /** Of what no value says anything there is no column. */
    private List<Column> columns(String key, List<ChartValue> values) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column(text("first." + key), ChartValue::label));
        if (values.stream().anyMatch(value -> value.part() != null))
            columns.add(
                    new Column(text("second." + key), value -> Objects.requireNonNullElse(value.partLabel(), NOTHING)));
        columns.add(new Column(text("count"), value -> value.why() == null ? number(value.count()) : why(value)));
        columns.add(new Column(text("of"), value -> number(value.of())));
        columns.add(new Column(
                text("percent"), value -> value.percent() == null ? NOTHING : words.percent(value.percent())));
        if (values.stream().anyMatch(value -> value.notDue() != null))
            columns.add(new Column(text("not-due"), value -> number(value.notDue())));
        if (values.stream().anyMatch(value -> value.hours() != null))
            columns.add(new Column(text("half"), value -> value.hours() == null ? NOTHING : within(value.hours())));
        return columns;
    }

    private String number(@Nullable Number number) {
        return number == null ? NOTHING : words.number(number);
    }

    /** {@code 16 h}, {@code 4 jours}. */
    String within(int hours) {
        return hours > IN_HOURS ? words.days(hours / DAY) : text("hours.short", hours);
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
        String share = text("share", brief(value), words.number(value.count()), words.number(value.of()));
        return value.notDue() == null || value.notDue() == 0
                ? share
                : text("share.not-due", share, words.number(value.notDue()));
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
