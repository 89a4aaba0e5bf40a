package org.akoma.programme.reports;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.akoma.ground.charts.Bars;
import org.akoma.ground.charts.Chart;
import org.akoma.ground.charts.Ink;
import org.akoma.ground.charts.StackedBars;
import org.akoma.ground.pages.Formats;
import org.akoma.programme.findings.Action;
import org.akoma.programme.findings.Finding;
import org.akoma.programme.indicators.SaidIndicator;
import org.akoma.programme.training.TrainingFigure;
import org.springframework.stereotype.Component;

/** The charts of a report. Each stands by the table that says the same. */
@Component
class Pictures {

    /** Where the header of a PNG says how wide it is; how high follows. */
    private static final int WIDTH_IN_PNG = 16;

    private static final double HUNDRED = 100;
    private static final Map<Finding.Level, Ink> LEVELS =
            Map.of(Finding.Level.HIGH, Ink.BAD, Finding.Level.MEDIUM, Ink.MID, Finding.Level.LOW, Ink.QUIET);

    private final Formats words;

    Pictures(Formats words) {
        this.words = words;
    }

    private void draw(Chart chart, Writing to) {
        byte[] png = chart.png();
        ByteBuffer header = ByteBuffer.wrap(png);
        to.picture(
                chart.title(),
                chart.sentence(),
                png,
                header.getInt(WIDTH_IN_PNG),
                header.getInt(WIDTH_IN_PNG + Integer.BYTES));
    }

    private Chart.Said said(String title, List<List<String>> rows) {
        List<String> sentence = rows.stream()
                .map(row -> words.text(
                        "reports.doc.so-many", row.getFirst(), String.join(", ", row.subList(1, row.size()))))
                .toList();
        return new Chart.Said(
                title, words.text("reports.doc.shows", title, String.join("; ", sentence)), List.of(), List.of());
    }

    /** Shares of a hundred; what is hidden or missing is an empty frame. */
    void shares(String titleKey, List<SaidIndicator> items, Writing to) {
        if (items.isEmpty()) return;
        List<Bars.Bar> bars = items.stream().map(this::share).toList();
        draw(
                Bars.chart(
                        said(
                                words.text(titleKey),
                                bars.stream()
                                        .map(one -> List.of(one.label(), one.value()))
                                        .toList()),
                        bars),
                to);
    }

    private Bars.Bar share(SaidIndicator one) {
        BigDecimal percent = one.percent();
        String label = one.id() + " " + one.name().replace("\u2265", words.text("reports.doc.at-least"));
        return percent == null
                ? new Bars.Bar(label, 1, one.value(), Ink.NONE)
                : new Bars.Bar(label, percent.doubleValue() / HUNDRED, one.value(), Ink.GOOD);
    }

    void severities(List<Finding> findings, Writing to) {
        if (findings.isEmpty()) return;
        List<StackedBars.Kind> kinds = new ArrayList<>();
        for (Finding.Level level : Finding.Level.values())
            kinds.add(new StackedBars.Kind(
                    words.code("evaluation.level", level), Objects.requireNonNull(LEVELS.get(level))));
        List<StackedBars.Bar> bars = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (Finding.Area area : Finding.Area.values()) {
            List<Long> counts = new ArrayList<>();
            for (Finding.Level level : Finding.Level.values())
                counts.add(findings.stream()
                        .filter(one -> one.area() == area && one.severity() == level)
                        .count());
            String total =
                    words.number(counts.stream().mapToLong(Long::longValue).sum());
            bars.add(new StackedBars.Bar(words.code("evaluation.area", area), counts, total));
            rows.add(List.of(words.code("evaluation.area", area), total));
        }
        draw(StackedBars.chart(said(words.text("reports.doc.severities"), rows), kinds, bars, false), to);
    }

    void actions(Map<Action.State, Long> states, Writing to) {
        if (states.isEmpty()) return;
        long most = states.values().stream().mapToLong(Long::longValue).max().orElse(1);
        List<Bars.Bar> bars = new ArrayList<>();
        new EnumMap<>(states)
                .forEach((state, count) -> bars.add(new Bars.Bar(
                        words.code("evaluation.state", state),
                        (double) count / most,
                        words.number(count),
                        ink(state))));
        draw(
                Bars.chart(
                        said(
                                words.text("reports.doc.actions.states"),
                                bars.stream()
                                        .map(one -> List.of(one.label(), one.value()))
                                        .toList()),
                        bars),
                to);
    }

    private static Ink ink(Action.State state) {
        return switch (state) {
            case DONE -> Ink.GOOD;
            case OVERDUE -> Ink.BAD;
            case IN_PROGRESS -> Ink.MID;
            case NOT_STARTED, CANCELLED, TRANSFERRED -> Ink.QUIET;
        };
    }

    /** What was gained of what was left to learn, by session. */
    void gains(List<TrainingFigure> sessions, Writing to) {
        List<TrainingFigure> known =
                sessions.stream().filter(one -> one.gain() != null).toList();
        if (known.isEmpty()) return;
        List<Bars.Bar> bars = known.stream()
                .map(one -> new Bars.Bar(
                        words.text("reports.doc.session-of", one.session(), words.date(one.firstDay())),
                        Math.max(0, Objects.requireNonNull(one.gain()) / HUNDRED),
                        words.percent(one.gain()),
                        Ink.GOOD))
                .toList();
        draw(
                Bars.chart(
                        said(
                                words.text("reports.doc.gains"),
                                bars.stream()
                                        .map(one -> List.of(one.label(), one.value()))
                                        .toList()),
                        bars),
                to);
    }
}
