package org.akoma.programme.indicators;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.akoma.programme.indicators.Indicator.Division;

/**
 * What a series of releases may say of the parts of a whole, as {@link EarlierReleases} of the whole. A table is given anew only at the end of a month at which
 * the whole was given too, and when it differs from each table that was given before by nothing or by enough: in each part that is shown in both, and in
 * the sums of the parts that are hidden in one of them, which everybody computes from the rest.
 */
record HeldParts(SmallCounts small) {

    /**
     * @param day the end of a month
     * @param hidden labels of the parts that are not shown
     */
    record Table(LocalDate day, Map<String, Tally> parts, Set<String> hidden) {
        public Table {
            parts = Map.copyOf(parts);
            hidden = Set.copyOf(hidden);
        }
    }

    /**
     * @param by what it is divided by
     * @param wholes what is given of the whole, in the order of time
     * @param counted the whole by the end of each month, as it is counted now: where that is not what is given, its parts are those of another whole
     * @param parts by the end of each month
     * @param shown until now; what is given is added
     */
    List<Table> given(
            String indicator,
            Division by,
            List<EarlierReleases.Given> wholes,
            Map<LocalDate, Tally> counted,
            Map<LocalDate, Map<String, Tally>> parts,
            ShownBefore shown) {
        List<Table> given = new ArrayList<>();
        for (EarlierReleases.Given whole : wholes) {
            ShownFigures before = shown.at(indicator, by.name(), whole.day()).orElse(null);
            if (before != null) given.add(new Table(whole.day(), before.parts(), before.hidden()));
            else if (whole.tally().hasCountsOf(counted.getOrDefault(whole.day(), Tally.NOTHING))) {
                Map<String, Tally> here = parts.getOrDefault(whole.day(), Map.of());
                Table now = new Table(whole.day(), here, small.hidden(whole.tally(), here));
                if (!now.hidden().equals(here.keySet())
                        && shown.add(new ShownFigures(
                                indicator, by.name(), now.day(), false, here, now.hidden(), List.of()))) given.add(now);
            }
        }
        return List.copyOf(given);
    }
}
