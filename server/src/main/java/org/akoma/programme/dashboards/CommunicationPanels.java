package org.akoma.programme.dashboards;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.charts.HeatMap;
import org.akoma.ground.charts.Ink;
import org.akoma.programme.dashboards.DashboardStore.Pair;
import org.akoma.programme.indicators.CountedAnswers;
import org.akoma.programme.indicators.IndicatorReport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Referrals acknowledged in time, by who asked and who was asked. A table of two structures is shown to who reads exactly; everybody else reads one side of
 * it with small counts hidden. How long an answer takes is kept in steps of hours, so that it costs the same with a million files.
 */
@Component
class CommunicationPanels {

    /** What is read of the indicators for it. */
    static final Set<String> COUNTS = Set.of("I19", "I20");

    private final PanelWords words;
    private final DashboardStore store;
    private final CountedAnswers counted;
    private final ActorTransactions transactions;

    CommunicationPanels(
            PanelWords words, DashboardStore store, CountedAnswers counted, ActorTransactions transactions) {
        this.words = words;
        this.store = store;
        this.counted = counted;
        this.transactions = transactions;
    }

    /** The question that the pairs of structures answer. */
    private record Pairs(LocalDate day, @Nullable String country) {}

    Panel pairs(Figures figures) {
        IndicatorReport report = figures.report();
        String mine = report.structure();
        List<Pair> pairs = counted
                .of(
                        report.stamp(),
                        new Pairs(report.asOf(), report.country()),
                        () -> transactions.forStatistics(() -> store.pairs(report.asOf(), report.country())))
                .stream()
                .filter(pair -> mine == null
                        || pair.sender().equals(mine)
                        || pair.asked().equals(mine))
                .toList();
        List<Pair> drawn = PanelWords.largest(pairs, Pair::sent);
        Collection<String> asked = new TreeSet<>(drawn.stream().map(Pair::asked).toList());
        List<HeatMap.Row> rows = new TreeSet<>(drawn.stream().map(Pair::sender).toList())
                .stream()
                        .map(sender -> new HeatMap.Row(
                                sender,
                                asked.stream()
                                        .map(to -> cell(find(drawn, sender, to)))
                                        .toList()))
                        .toList();
        return words.panel(
                "pairs", values(pairs), values(drawn), said -> HeatMap.chart(said, List.copyOf(asked), rows));
    }

    private static List<ChartValue> values(List<Pair> pairs) {
        return pairs.stream()
                .map(pair -> value(pair).part(pair.asked(), pair.asked()))
                .toList();
    }

    private static @Nullable Pair find(List<Pair> pairs, String sender, String asked) {
        return pairs.stream()
                .filter(pair -> pair.sender().equals(sender) && pair.asked().equals(asked))
                .findFirst()
                .orElse(null);
    }

    private HeatMap.Cell cell(@Nullable Pair pair) {
        if (pair == null) return HeatMap.Cell.EMPTY;
        String share = words.text(
                "cell.of", words.words().number(pair.inTime()), words.words().number(pair.sent()));
        return new HeatMap.Cell(
                words.brief(value(pair)),
                pair.hours() == null ? share : words.text("cell.half", share, words.within(pair.hours())),
                Ink.heat((double) pair.inTime() / pair.sent()));
    }

    private static ChartValue value(Pair pair) {
        return ChartValue.share(pair.sender(), pair.sender(), pair.inTime(), pair.sent())
                .answered(pair.notDue(), pair.hours());
    }

    /** @param figures divided by structure */
    Panel asked(Figures figures) {
        List<ChartValue> values = new ArrayList<>();
        for (IndicatorReport.Part part : figures.item("I19").parts())
            values.add(words.value(part.label(), part.label(), part.figure()));
        List<ChartValue> drawn = PanelWords.largest(values, value -> value.of() == null ? 0 : value.of());
        return words.panel("asked", values, drawn, said -> words.shares(said, drawn));
    }

    /** @param figures divided by what each indicator alone is divided by */
    Panel priorities(Figures figures) {
        List<ChartValue> values = new ArrayList<>();
        values.add(words.value("ALL", words.text("referrals.all"), figures.figure("I19")));
        for (IndicatorReport.Part part : figures.item("I19").parts())
            values.add(words.value(part.label(), words.words().code("referral-priority", part.label()), part.figure()));
        values.add(words.value("I20", words.text("arrivals"), figures.figure("I20")));
        return words.panel("clock", values, said -> words.shares(said, values));
    }
}
