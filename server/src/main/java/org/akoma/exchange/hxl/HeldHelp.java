package org.akoma.exchange.hxl;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.akoma.exchange.hxl.HelpStore.Added;
import org.akoma.programme.indicators.EarlierReleases;
import org.akoma.programme.indicators.EarlierReleases.Given;
import org.akoma.programme.indicators.HeldParts;
import org.akoma.programme.indicators.SmallCounts;
import org.akoma.programme.indicators.Tally;
import org.jspecify.annotations.Nullable;

/**
 * What may be given away of who helped whom: without small counts, and without small differences to what was given at the end of earlier months, as of the
 * indicators ({@link HeldParts}).
 *
 * @param audiences those with the smallest limit first, the asked one last; each gets months alone that the one before it gets
 * @param added in the order of months
 * @param ended the last day of a month
 */
record HeldHelp(List<SmallCounts> audiences, List<Added> added, LocalDate ended) {

    HeldHelp {
        audiences = List.copyOf(audiences);
        added = List.copyOf(added);
    }

    /** @param exact all that there is at the end */
    List<Help> given(List<Help> exact) {
        Map<String, HeldParts.Table> tables = new HashMap<>();
        List<Help> shown = new ArrayList<>();
        for (Help one : exact) {
            String structure = one.structure();
            HeldParts.Table table = tables.computeIfAbsent(one.service(), this::table);
            if (structure == null) shown.add(whole(one, table));
            else if (table.parts().containsKey(structure))
                shown.add(one.given(table.day(), table.hidden().contains(structure) ? null : count(table, structure)));
        }
        return List.copyOf(shown);
    }

    private static @Nullable Long count(HeldParts.Table table, String structure) {
        Tally tally = table.parts().get(structure);
        return tally == null ? null : tally.num();
    }

    /** All children, each once: hidden too where it tells with the structures how few were helped by two of them. */
    private Help whole(Help one, HeldParts.Table table) {
        Map<LocalDate, Map<String, Tally>> months = months(one.service(), true);
        List<Given> ends = new ArrayList<>();
        months.forEach((day, all) -> ends.add(new Given(day, sum(all))));
        List<Given> given = ends;
        for (SmallCounts small : audiences) given = new EarlierReleases(small).given(given);
        if (given.isEmpty()) return one.given(ended, null);
        Given last = given.getLast();
        long twice = Math.abs(sum(table.parts()).num() - last.tally().num());
        return one.given(
                last.day(),
                audiences.getLast().isHidden(Tally.of(twice))
                        ? null
                        : last.tally().num());
    }

    /** The last that may be given; where none may, that of the end with everything hidden. */
    private HeldParts.Table table(String service) {
        Map<LocalDate, Map<String, Tally>> months = months(service, false);
        Set<LocalDate> days = months.keySet();
        List<Given> wholes = new ArrayList<>();
        months.forEach((day, parts) -> wholes.add(new Given(day, sum(parts))));
        List<Given> given = wholes;
        List<HeldParts.Table> tables = List.of();
        for (SmallCounts small : audiences) {
            Set<LocalDate> before = days;
            given = new EarlierReleases(small).given(given);
            tables = new HeldParts(small)
                    .given(
                            given.stream()
                                    .filter(one -> before.contains(one.day()))
                                    .toList(),
                            months);
            days = tables.stream().map(HeldParts.Table::day).collect(Collectors.toSet());
        }
        Map<String, Tally> now = months.getOrDefault(ended, Map.of());
        return tables.isEmpty() ? new HeldParts.Table(ended, now, now.keySet()) : tables.getLast();
    }

    private static Tally sum(Map<String, Tally> parts) {
        return Tally.of(parts.values().stream().mapToLong(Tally::num).sum());
    }

    /** By the end of each month until the last, from the first in which anybody was helped so. */
    private Map<LocalDate, Map<String, Tally>> months(String service, boolean together) {
        Map<LocalDate, Map<String, Tally>> months = new TreeMap<>();
        Map<String, Tally> sums = new HashMap<>();
        List<Added> some = added.stream()
                .filter(one -> one.service().equals(service) && (one.structure() == null) == together)
                .toList();
        if (some.isEmpty()) return months;
        for (LocalDate month = some.getFirst().month(); !month.isAfter(ended); month = month.plusMonths(1)) {
            for (Added one : some)
                if (one.month().equals(month))
                    sums.merge(
                            one.structure() == null ? "" : one.structure(),
                            Tally.of(one.children()),
                            (a, b) -> Tally.of(a.num() + b.num()));
            months.put(month.plusMonths(1).minusDays(1), Map.copyOf(sums));
        }
        return months;
    }
}
