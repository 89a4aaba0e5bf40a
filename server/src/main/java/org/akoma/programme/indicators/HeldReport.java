package org.akoma.programme.indicators;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.akoma.programme.indicators.EarlierReleases.Given;
import org.akoma.programme.indicators.IndicatorReport.Item;
import org.akoma.programme.indicators.IndicatorReport.Part;
import org.akoma.programme.indicators.IndicatorReport.Past;

/**
 * The figures as who reads no file behind them gets them on pages and in the API: in steps ({@link HeldMonths}), so that no two
 * answers of two days differ by a small count.
 *
 * @param ended the last day of a month
 * @param past whether the ends of the last months are asked for as well
 * @param known what the reader reads exactly elsewhere, at the end of a month, by indicator and label
 */
record HeldReport(
        HeldSeries series,
        LocalDate ended,
        SmallCounts small,
        List<Indicator> wanted,
        boolean past,
        Function<LocalDate, Map<String, Map<String, Tally>>> known) {

    private static final int MONTHS = 6;

    List<Item> items() {
        Shown shown = new Shown(small, withheld());
        return wanted.stream().map(one -> item(one, shown)).toList();
    }

    private Item item(Indicator one, Shown shown) {
        Figure without = Indicators.missing(one, null, null, series.age());
        if (without != null) return new Item(one, without, List.of(), List.of());
        return new Item(one, whole(one, shown), parts(one, shown), past(one));
    }

    private Map<String, Tally> known(Indicator one, LocalDate day) {
        return known.apply(day).getOrDefault(one.id(), Map.of());
    }

    private Figure whole(Indicator one, Shown shown) {
        List<Given> given = series.given(one);
        if (given.isEmpty() && one.kind() == Indicator.Kind.MEDIAN) return median(one, shown);
        if (given.isEmpty() || !EarlierReleases.isSaid(given.getLast().day(), ended))
            return HeldMonths.isCounted(series.whole(one)) ? Figure.hidden() : Figure.of(one, Tally.NOTHING, false);
        Given last = given.getLast();
        return dated(
                shown.item(one, last.tally(), Map.of(), known(one, last.day()), List.of())
                        .figure(),
                last.day());
    }

    /** Of how many it is would tell a small count beside what was shown of another day: the value alone does not. */
    private Figure median(Indicator one, Shown shown) {
        return shown.item(one, series.whole(one, ended), Map.of(), known(one, ended), List.of())
                .figure()
                .withoutCount();
    }

    private Figure dated(Figure figure, LocalDate day) {
        return day.equals(ended) ? figure : figure.of(day);
    }

    private List<Part> parts(Indicator one, Shown shown) {
        HeldParts.Table table = series.table(one);
        if (table == null)
            return new TreeMap<>(series.now(one))
                    .keySet().stream()
                            .map(label -> new Part(label, Figure.hidden()))
                            .toList();
        Tally whole = series.whole(one, table.day());
        Map<String, Part> parts = new TreeMap<>();
        series.now(one)
                .keySet()
                .forEach(label -> parts.put(label, new Part(label, Figure.hidden()))); // none yet in that month
        shown.item(one, whole, new TreeMap<>(table.parts()), known(one, table.day()), List.of())
                .parts()
                .forEach(part -> parts.put(part.label(), new Part(part.label(), dated(part.figure(), table.day()))));
        return List.copyOf(parts.values());
    }

    /** Of the same children two indicators tell no small count, asked for together or not; nor do they of those whom the reader does not know. */
    private Set<String> withheld() {
        Map<String, Map<String, Tally>> cells = new HashMap<>();
        Map<String, Map<String, Tally>> rests = new HashMap<>();
        for (Indicator one : Definitions.WITH_COUNTS) {
            List<Given> given = series.given(one);
            if (!given.isEmpty())
                put(one, "", given.getLast().tally(), known(one, given.getLast().day()), cells, rests);
            HeldParts.Table table = series.table(one);
            if (table != null)
                table.parts().forEach((label, tally) -> put(one, label, tally, known(one, table.day()), cells, rests));
        }
        SamePopulation same = new SamePopulation(small.least());
        Set<String> withheld = new HashSet<>(SamePopulation.BY_MONTH);
        Stream.concat(cells.values().stream(), rests.values().stream())
                .forEach(cell -> withheld.addAll(same.withheld(cell)));
        return withheld;
    }

    private static void put(
            Indicator one,
            String label,
            Tally tally,
            Map<String, Tally> known,
            Map<String, Map<String, Tally>> cells,
            Map<String, Map<String, Tally>> rests) {
        cells.computeIfAbsent(label, key -> new HashMap<>()).put(one.id(), tally);
        rests.computeIfAbsent(label, key -> new HashMap<>())
                .put(one.id(), tally.less(known.getOrDefault(label, Tally.NOTHING)));
    }

    /** What was given at the end of the last months; a median has no past here. */
    private List<Past> past(Indicator one) {
        if (!past || one.kind() == Indicator.Kind.MEDIAN) return List.of();
        LocalDate first = ended.withDayOfMonth(1).minusMonths(MONTHS);
        return series.wholes().values().stream()
                .flatMap(months -> months.keySet().stream())
                .filter(day -> !day.isBefore(first) && day.isBefore(ended))
                .distinct()
                .sorted()
                .map(day -> new Past(day, then(one, day, series.whole(one, day))))
                .toList();
    }

    private Figure then(Indicator one, LocalDate day, Tally tally) {
        if (tally.isNothing()) return Figure.of(one, Tally.NOTHING, false);
        Map<String, Tally> cell = new HashMap<>();
        series.given()
                .forEach((id, given) ->
                        given.stream().filter(was -> was.day().equals(day)).forEach(was -> cell.put(id, was.tally())));
        if (!cell.containsKey(one.id())) return Figure.hidden();
        return new Shown(small, new SamePopulation(small.least()).withheld(cell)).then(one, tally);
    }
}
