package org.akoma.programme.indicators;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.akoma.programme.indicators.Indicator.Division;
import org.jspecify.annotations.Nullable;

/**
 * The figures at the end of each month as who reads no file behind them may read them: without small counts, and without small differences to what was shown
 * of earlier months.
 *
 * @param ended the last day of a month
 * @param shown until now, on the screen and in releases; what is given is added
 */
record HeldMonths(IndicatorStore store, SmallCounts small, LocalDate ended, ShownBefore shown) {

    /** The month with which every series begins. */
    private static final LocalDate FIRST = LocalDate.of(2015, 1, 1);

    private static final int AT_A_TIME = 6;

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

    /** Whether there ever was anything to count. */
    static boolean isCounted(Map<LocalDate, Map<String, Tally>> months) {
        return months.values().stream()
                .flatMap(cells -> cells.values().stream())
                .anyMatch(tally -> !tally.isNothing());
    }

    /**
     * What may be shown of the whole, in the order of time. Of a median the last month alone: its values are not kept by month, so a count of it that was
     * shown and is another one now is not given.
     */
    List<EarlierReleases.Given> given(Indicator one, Map<LocalDate, Map<String, Tally>> months) {
        boolean median = one.kind() == Indicator.Kind.MEDIAN;
        SortedSet<LocalDate> days = new TreeSet<>(months.keySet());
        shown.days(one.id(), "").stream()
                .filter(day -> !median && !day.isAfter(ended))
                .forEach(days::add);
        List<EarlierReleases.Given> ends = days.stream()
                .filter(day -> !median || day.equals(ended))
                .map(day -> new EarlierReleases.Given(day, whole(months, day)))
                .toList();
        List<EarlierReleases.Given> given = new EarlierReleases(small).given(one.id(), ends, shown);
        return median ? ends.stream().filter(end -> isAmong(end, given)).toList() : given;
    }

    private static boolean isAmong(EarlierReleases.Given end, List<EarlierReleases.Given> given) {
        return given.stream()
                .anyMatch(one -> one.day().equals(end.day()) && one.tally().hasCountsOf(end.tally()));
    }

    private static Tally whole(Map<LocalDate, Map<String, Tally>> months, LocalDate day) {
        return months.getOrDefault(day, Map.of()).getOrDefault("", Tally.NOTHING);
    }

    /** The last table that may be shown, unless it is too old or its division is that of releases. Parts of a median say no counts, so they follow nothing. */
    Optional<HeldParts.Table> last(
            Indicator one,
            Division by,
            List<EarlierReleases.Given> given,
            Map<LocalDate, Map<String, Tally>> wholes,
            Map<LocalDate, Map<String, Tally>> parts) {
        if (one.kind() == Indicator.Kind.MEDIAN) return median(whole(wholes, ended), parts);
        if (ShownFigures.isOfReleasesAlone(by.name())) return Optional.empty();
        Map<LocalDate, Tally> counted = new TreeMap<>();
        wholes.forEach((day, cells) -> counted.put(day, whole(wholes, day)));
        List<EarlierReleases.Given> whole = given.stream()
                .filter(end -> parts.containsKey(end.day())
                        || shown.at(one.id(), by.name(), end.day()).isPresent())
                .toList();
        List<HeldParts.Table> tables = new HeldParts(small).given(one.id(), by, whole, counted, parts, shown);
        return tables.isEmpty() || !EarlierReleases.isSaid(tables.getLast().day(), ended)
                ? Optional.empty()
                : Optional.of(tables.getLast());
    }

    private Optional<HeldParts.Table> median(Tally whole, Map<LocalDate, Map<String, Tally>> parts) {
        Map<String, Tally> here = parts.getOrDefault(ended, Map.of());
        Set<String> hidden = small.hidden(whole, here);
        return hidden.equals(here.keySet()) ? Optional.empty() : Optional.of(new HeldParts.Table(ended, here, hidden));
    }
}
