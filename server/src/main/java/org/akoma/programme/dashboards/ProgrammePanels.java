package org.akoma.programme.dashboards;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.ground.charts.HeatMap;
import org.akoma.ground.charts.Ink;
import org.akoma.ground.reference.Policies;
import org.akoma.programme.dashboards.ChartValue.Why;
import org.akoma.programme.indicators.Figure;
import org.springframework.stereotype.Component;

/** The way of children through the programme, the limits kept, where they live and what they learn. */
@Component
class ProgrammePanels {

    private static final List<String> STEPS = List.of("C02", "C03", "C04", "C05", "C06");
    private static final List<String> LIMITS = List.of("I03", "I04", "I05", "I06", "I07", "I08");

    /** So many months are shown at most. */
    private static final int MONTHS = 7;

    /** Indicators of the same files, which every reader of this page reads as well. */
    private static final List<String> OF_FILES = List.of("I01", "I04", "I05", "I06", "I07", "I08", "I09", "I12", "I18");

    /** What is read of the indicators for it. */
    static final Set<String> COUNTS = Stream.of(
                    List.of("I02", "C01", "I25", "C09", "I14"),
                    STEPS,
                    LIMITS,
                    LIMITS.stream().map(ProgrammePanels::byMonth).toList(),
                    OF_FILES)
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableSet());

    private static final List<String> CARE = List.of(
            "SHELTER",
            "FAMILY_REUNIFIED",
            "EXTENDED_FAMILY",
            "FOSTER_FAMILY",
            "RESIDENTIAL_CARE",
            "INDEPENDENT_LIVING");
    private static final List<String> PATHWAYS =
            List.of("PRESCHOOL", "BRIDGING_CLASS", "FORMAL_SCHOOL", "VOCATIONAL_TRAINING");

    private final PanelWords words;
    private final Policies policies;

    ProgrammePanels(PanelWords words, Policies policies) {
        this.words = words;
        this.policies = policies;
    }

    /** @param figures divided by what each indicator alone is divided by */
    List<Panel> panels(Figures figures) {
        return List.of(way(figures), limits(figures), care(figures), pathways(figures));
    }

    private Panel way(Figures figures) {
        List<ChartValue> steps = new ArrayList<>();
        Figure screened = figures.figure("I02");
        Long all = screened.denominator();
        steps.add(
                all == null
                        ? words.value("SCREENED", words.text("step.SCREENED"), screened)
                        : ChartValue.count("SCREENED", words.text("step.SCREENED"), all));
        steps.add(words.value("IDENTIFIED", words.text("step.IDENTIFIED"), screened));
        Figure opened = figures.figure("C01");
        steps.add(words.value("C01", words.text("step.C01"), opened));
        for (String step : STEPS) steps.add(step(step, figures.figure(step), opened));
        steps.add(words.value("I25", words.text("step.I25"), figures.figure("I25")));
        List<ChartValue> shown = figures.report().exact() ? steps : withoutSmallSteps(steps, figures);
        return words.panel("way", shown, said -> words.counts(said, shown));
    }

    /** Of the files that were opened. */
    private ChartValue step(String id, Figure figure, Figure opened) {
        Long count = figure.numerator();
        Long of = opened.numerator();
        String label = words.text("step." + id);
        return count == null || of == null || of == 0 || !Objects.equals(figure.day(), opened.day())
                ? words.value(id, label, figure)
                : ChartValue.share(id, label, count, of);
    }

    /** A step that differs from one that is shown, or from another figure of the same files, by fewer than may be shown tells of those few. */
    private List<ChartValue> withoutSmallSteps(List<ChartValue> steps, Figures figures) {
        int least = policies.count("statistics.partner.min-cell");
        List<Long> shown = new ArrayList<>();
        for (String id : OF_FILES) {
            Figure figure = figures.figure(id);
            if (figure.numerator() != null) shown.add(figure.numerator());
            if (figure.denominator() != null) shown.add(figure.denominator());
        }
        List<ChartValue> kept = new ArrayList<>();
        for (ChartValue step : steps) {
            Long count = step.count();
            boolean few = count != null
                    && shown.stream()
                            .mapToLong(other -> Math.abs(other - count))
                            .anyMatch(n -> n > 0 && n < least);
            kept.add(few ? ChartValue.missing(step.code(), step.label(), Why.HIDDEN) : step);
            if (count != null && !few) shown.add(count);
        }
        return kept;
    }

    /** Of each limit the children whose last day was in the month: whether it was kept does not change any more. */
    private Panel limits(Figures figures) {
        List<YearMonth> months = months(figures);
        List<ChartValue> values = new ArrayList<>();
        List<HeatMap.Row> rows = new ArrayList<>();
        for (String id : LIMITS) {
            String label = words.text("limit." + id);
            List<ChartValue> row = months.stream()
                    .map(month -> limit(figures, id, label, month))
                    .toList();
            values.addAll(row);
            rows.add(new HeatMap.Row(label, row.stream().map(this::cell).toList()));
        }
        List<String> columns = months.stream().map(words.words()::shortMonth).toList();
        return words.panel("limits", values, said -> HeatMap.chart(said, columns, rows));
    }

    /** The count of those of an indicator by the month in which the limit ended. */
    private static String byMonth(String id) {
        return id.replace('I', 'M');
    }

    /** The last in which a limit ended: of the others there is nothing to say. Where there is none, the month of the day. */
    private static List<YearMonth> months(Figures figures) {
        YearMonth last = YearMonth.from(figures.report().asOf());
        List<YearMonth> ended = LIMITS.stream()
                .flatMap(id -> figures.item(byMonth(id)).parts().stream())
                .filter(part -> part.figure().percent() != null)
                .map(part -> YearMonth.parse(part.label()))
                .filter(month -> !month.isAfter(last))
                .distinct()
                .sorted()
                .toList();
        return ended.isEmpty() ? List.of(last) : ended.subList(Math.max(0, ended.size() - MONTHS), ended.size());
    }

    private ChartValue limit(Figures figures, String id, String label, YearMonth month) {
        ChartValue value = figures.report().by() == null
                ? ChartValue.missing(id, label, Why.NOT_DIVIDED_SO)
                : ChartValue.of(id, label, figures.part(byMonth(id), month.toString()));
        return value.part(month.toString(), words.words().month(month));
    }

    HeatMap.Cell cell(ChartValue value) {
        if (value.percent() == null) return new HeatMap.Cell(words.text("cell." + value.why()), "", Ink.NONE);
        return new HeatMap.Cell(
                words.brief(value),
                value.of() == null
                        ? ""
                        : words.text(
                                "cell.of",
                                words.words().number(value.count()),
                                words.words().number(value.of())),
                Ink.heat(value.percent().doubleValue() / 100));
    }

    /** Kinds of homes, with the share in families that I09 says, would give a small one away: others read that share alone. */
    private Panel care(Figures figures) {
        if (!figures.report().exact()) {
            List<ChartValue> family = List.of(words.value("FAMILY", words.text("care.family"), figures.figure("I09")));
            return words.panel("care", family, said -> words.shares(said, family));
        }
        List<ChartValue> values = new ArrayList<>(parts(figures, "C09", CARE, "care"));
        Long all = figures.figure("C01").numerator();
        long known = values.stream().mapToLong(ChartValue::counted).sum();
        if (all != null && all > known) values.add(ChartValue.count("UNKNOWN", words.text("care.none"), all - known));
        return words.panel("care", values, said -> words.counts(said, values));
    }

    private Panel pathways(Figures figures) {
        List<ChartValue> values = parts(figures, "I14", PATHWAYS, "pathway");
        return words.panel("pathways", values, said -> words.shares(said, values));
    }

    /** Of a reader who filtered and gets no parts, why there is none. */
    private List<ChartValue> parts(Figures figures, String id, List<String> codes, String list) {
        if (figures.report().by() == null)
            return List.of(ChartValue.missing(
                    id, words.text("panel." + (id.equals("C09") ? "care" : "pathways")), Why.NOT_DIVIDED_SO));
        return codes.stream()
                .map(code -> words.value(code, words.words().code(list, code), figures.part(id, code)))
                .filter(value -> value.why() != Why.NOTHING_TO_COUNT)
                .collect(Collectors.toList());
    }
}
