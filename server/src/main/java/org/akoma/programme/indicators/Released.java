package org.akoma.programme.indicators;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.akoma.programme.indicators.Indicator.Division;
import org.jspecify.annotations.Nullable;

/**
 * The figures as they may be given away at the end of a month: without small counts, and without small differences to what was given of earlier months. Who
 * gets one audience's files may get those of the others: each audience gets months alone that the audience before it gets.
 *
 * @param audiences those with the smallest limit first, the asked one last
 * @param ended the last day of a month
 */
record Released(IndicatorStore store, List<SmallCounts> audiences, LocalDate ended, IndicatorStore.Age age) {

    /** The month with which every series of releases begins. */
    private static final LocalDate FIRST = LocalDate.of(2015, 1, 1);

    private static final int AT_A_TIME = 6;

    Released {
        audiences = List.copyOf(audiences);
    }

    SmallCounts small() {
        return audiences.getLast();
    }

    /** What was counted of the whole at the end of each month: by indicator, day and the empty label. */
    Map<String, Map<LocalDate, Map<String, Tally>>> wholeSeries() {
        return series(null, Definitions.WITH_COUNTS);
    }

    /**
     * What was counted of the parts of each at the end of each month: by day and label. Some indicators at a time: a question costs more than what it reads,
     * and all at once would fill the memory of a large house.
     *
     * @return how many counts were read
     */
    long partSeries(List<Indicator> all, Division by, BiConsumer<Indicator, Map<LocalDate, Map<String, Tally>>> work) {
        long size = 0;
        for (int from = 0; from < all.size(); from += AT_A_TIME) {
            List<Indicator> some = all.subList(from, Math.min(all.size(), from + AT_A_TIME));
            Map<String, Map<LocalDate, Map<String, Tally>>> read = series(by, some);
            for (Indicator one : some) {
                Map<LocalDate, Map<String, Tally>> parts = read.getOrDefault(one.id(), Map.of());
                work.accept(one, parts);
                size += parts.values().stream().mapToLong(Map::size).sum();
            }
        }
        return size;
    }

    private Map<String, Map<LocalDate, Map<String, Tally>>> series(@Nullable Division by, List<Indicator> wanted) {
        Map<String, Map<LocalDate, Map<String, Tally>>> series = new HashMap<>();
        store.series(FIRST, ended, by, wanted)
                .forEach((day, cells) -> cells.forEach((key, tally) -> put(series, key, day, tally)));
        store.day(ended, null, null, by, wanted).forEach((key, tally) -> {
            if (by == null || !key.label().isEmpty()) put(series, key, ended, tally);
        });
        return series;
    }

    private static void put(
            Map<String, Map<LocalDate, Map<String, Tally>>> series,
            IndicatorStore.Key key,
            LocalDate day,
            Tally tally) {
        series.computeIfAbsent(key.indicator(), id -> new TreeMap<>())
                .computeIfAbsent(day, end -> new TreeMap<>())
                .put(key.label(), tally);
    }

    /** Of the whole, for each audience in turn. Of a median the last month alone: its values are not kept by month. */
    private List<List<EarlierReleases.Given>> wholes(Indicator one, Map<LocalDate, Map<String, Tally>> months) {
        List<EarlierReleases.Given> ends = new ArrayList<>();
        months.forEach((day, cells) -> {
            if (one.kind() != Indicator.Kind.MEDIAN || day.equals(ended))
                ends.add(new EarlierReleases.Given(day, cells.getOrDefault("", Tally.NOTHING)));
        });
        List<List<EarlierReleases.Given>> given = new ArrayList<>();
        for (SmallCounts small : audiences)
            given.add(new EarlierReleases(small).given(given.isEmpty() ? List.copyOf(ends) : given.getLast()));
        return given;
    }

    /** Each as it was when it had last changed enough; a median as it is. */
    List<PublicFigure> wholes() {
        Map<String, Map<LocalDate, Map<String, Tally>>> series = wholeSeries();
        Map<String, EarlierReleases.Given> last = new HashMap<>();
        Map<String, Tally> cell = new HashMap<>();
        for (Indicator one : Definitions.ALL) {
            List<EarlierReleases.Given> given =
                    wholes(one, series.getOrDefault(one.id(), Map.of())).getLast();
            if (given.isEmpty() || !EarlierReleases.isSaid(given.getLast().day(), ended)) continue;
            last.put(one.id(), given.getLast());
            cell.put(one.id(), given.getLast().tally());
        }
        Shown shown = new Shown(small(), new SamePopulation(small().least()).withheld(cell));
        return Definitions.ALL.stream()
                .map(one -> whole(one, last.get(one.id()), isCounted(series.getOrDefault(one.id(), Map.of())), shown))
                .toList();
    }

    /** Whether there ever was anything to count. */
    static boolean isCounted(Map<LocalDate, Map<String, Tally>> months) {
        return months.values().stream()
                .flatMap(cells -> cells.values().stream())
                .anyMatch(tally -> !tally.isNothing());
    }

    /** What is given of the whole to the asked audience, in the order of time. */
    List<EarlierReleases.Given> given(Indicator one, Map<LocalDate, Map<String, Tally>> months) {
        return wholes(one, months).getLast();
    }

    /** @param given null = nothing may be */
    private PublicFigure whole(Indicator one, EarlierReleases.@Nullable Given given, boolean counted, Shown shown) {
        Figure without = Indicators.missing(one, null, null, age);
        if (without == null && given == null && counted) without = Figure.hidden();
        if (without != null)
            return PublicFigure.of(new IndicatorReport.Item(one, without, List.of(), List.of()), ended);
        Tally tally = given == null ? Tally.NOTHING : given.tally();
        return PublicFigure.of(
                shown.item(one, tally, Map.of(), Map.of(), List.of()), given == null ? ended : given.day());
    }

    /** The parts of each, by division. */
    Map<String, List<PublicFigure>> parts() {
        Map<String, Map<LocalDate, Map<String, Tally>>> wholes = wholeSeries();
        Map<String, List<PublicFigure>> all = new LinkedHashMap<>();
        for (Division by : Division.values()) all.put(by.name(), parts(wholes, by));
        return all;
    }

    private List<PublicFigure> parts(Map<String, Map<LocalDate, Map<String, Tally>>> wholes, Division by) {
        Map<String, HeldParts.Table> given = new HashMap<>();
        Map<String, Map<String, Tally>> now = new HashMap<>();
        partSeries(Definitions.ALL, by, (one, parts) -> {
            last(one, wholes.getOrDefault(one.id(), Map.of()), parts).ifPresent(table -> given.put(one.id(), table));
            now.put(one.id(), parts.getOrDefault(ended, Map.of()));
        });
        Shown shown = new Shown(small(), withheld(given));
        return Definitions.ALL.stream()
                .map(one -> part(
                        one,
                        given.get(one.id()),
                        wholes.getOrDefault(one.id(), Map.of()),
                        now.getOrDefault(one.id(), Map.of()),
                        shown))
                .toList();
    }

    /** The last table that may be given to the asked audience, unless it is too old. */
    Optional<HeldParts.Table> last(
            Indicator one, Map<LocalDate, Map<String, Tally>> wholes, Map<LocalDate, Map<String, Tally>> parts) {
        List<List<EarlierReleases.Given>> given = wholes(one, wholes);
        List<HeldParts.Table> tables = List.of();
        Set<LocalDate> days = parts.keySet();
        for (int n = 0; n < audiences.size(); n++) {
            Set<LocalDate> before = days;
            tables = new HeldParts(audiences.get(n))
                    .given(
                            given.get(n).stream()
                                    .filter(whole -> before.contains(whole.day()))
                                    .toList(),
                            parts);
            days = tables.stream().map(HeldParts.Table::day).collect(Collectors.toSet());
        }
        return tables.isEmpty() || !EarlierReleases.isSaid(tables.getLast().day(), ended)
                ? Optional.empty()
                : Optional.of(tables.getLast());
    }

    /** Of the same part, two counts of different indicators tell no small one either. */
    private Set<String> withheld(Map<String, HeldParts.Table> given) {
        Map<String, Map<String, Tally>> cells = new HashMap<>();
        given.forEach((indicator, table) -> table.parts().forEach((label, tally) -> {
            if (!table.hidden().contains(label))
                cells.computeIfAbsent(label, one -> new HashMap<>()).put(indicator, tally);
        }));
        SamePopulation same = new SamePopulation(small().least());
        Set<String> withheld = new HashSet<>();
        cells.values().forEach(cell -> withheld.addAll(same.withheld(cell)));
        return withheld;
    }

    /** @param now the parts of the last month, of which nothing is said where no table may be given */
    private PublicFigure part(
            Indicator one,
            HeldParts.@Nullable Table table,
            Map<LocalDate, Map<String, Tally>> wholes,
            Map<String, Tally> now,
            Shown shown) {
        Figure without = Indicators.missing(one, null, null, age);
        if (without != null)
            return PublicFigure.of(new IndicatorReport.Item(one, without, List.of(), List.of()), ended);
        if (table == null)
            return PublicFigure.of(
                    new IndicatorReport.Item(
                            one,
                            Figure.hidden(),
                            now.keySet().stream()
                                    .map(label -> new IndicatorReport.Part(label, Figure.hidden()))
                                    .toList(),
                            List.of()),
                    ended);
        Tally whole = Objects.requireNonNull(wholes.get(table.day())).getOrDefault("", Tally.NOTHING);
        return PublicFigure.of(shown.item(one, whole, new TreeMap<>(table.parts()), Map.of(), List.of()), table.day());
    }
}
