package org.akoma.programme.indicators;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.programme.indicators.EarlierReleases.Given;
import org.akoma.programme.indicators.Indicator.Division;
import org.jspecify.annotations.Nullable;

/**
 * What may be shown at the end of a month of the whole and of its parts, of every indicator and count, and what it follows from.
 *
 * @param age of the counts that were read
 * @param wholes what was counted of the whole, by indicator and month
 * @param now the parts of the last month, by indicator and label
 * @param size how many counts were read
 */
record HeldSeries(
        IndicatorStore.Age age,
        Map<String, Map<LocalDate, Map<String, Tally>>> wholes,
        Map<String, List<Given>> given,
        Map<String, HeldParts.Table> tables,
        Map<String, Map<String, Tally>> now,
        long size) {

    /** @param by what it is divided by; null = the whole alone */
    static HeldSeries of(HeldMonths months, IndicatorStore.Age age, List<Indicator> all, @Nullable Division by) {
        Map<String, Map<LocalDate, Map<String, Tally>>> wholes = months.wholeSeries();
        Map<String, List<Given>> given = new HashMap<>();
        Map<String, HeldParts.Table> tables = new HashMap<>();
        Map<String, Map<String, Tally>> now = new HashMap<>();
        for (Indicator one : all) given.put(one.id(), months.given(one, wholes.getOrDefault(one.id(), Map.of())));
        long size = by == null
                ? 0
                : months.partSeries(all, by, (one, parts) -> {
                    months.last(
                                    one,
                                    by,
                                    given.getOrDefault(one.id(), List.of()),
                                    wholes.getOrDefault(one.id(), Map.of()),
                                    parts)
                            .ifPresent(table -> tables.put(one.id(), table));
                    now.put(one.id(), parts.getOrDefault(months.ended(), Map.of()));
                });
        return new HeldSeries(age, wholes, given, tables, now, size);
    }

    Map<LocalDate, Map<String, Tally>> whole(Indicator one) {
        return wholes.getOrDefault(one.id(), Map.of());
    }

    /** The whole at the end of a month: as it was given, else as it is counted. */
    Tally whole(Indicator one, LocalDate day) {
        return given(one).stream()
                .filter(was -> was.day().equals(day))
                .findFirst()
                .map(Given::tally)
                .orElseGet(() -> whole(one).getOrDefault(day, Map.of()).getOrDefault("", Tally.NOTHING));
    }

    List<Given> given(Indicator one) {
        return given.getOrDefault(one.id(), List.of());
    }

    HeldParts.@Nullable Table table(Indicator one) {
        return tables.get(one.id());
    }

    Map<String, Tally> now(Indicator one) {
        return now.getOrDefault(one.id(), Map.of());
    }
}
