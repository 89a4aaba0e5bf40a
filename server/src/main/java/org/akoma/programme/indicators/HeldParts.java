package org.akoma.programme.indicators;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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

        private Tally at(String label) {
            return parts.getOrDefault(label, Tally.NOTHING);
        }

        private Tally sum(Set<String> labels) {
            return labels.stream().map(this::at).reduce(Tally.NOTHING, Tally::plus);
        }
    }

    /**
     * @param wholes what is given of the whole, in the order of time
     * @param parts by the end of each month
     */
    List<Table> given(List<EarlierReleases.Given> wholes, Map<LocalDate, Map<String, Tally>> parts) {
        List<Table> given = new ArrayList<>();
        for (EarlierReleases.Given whole : wholes) {
            Map<String, Tally> here = parts.getOrDefault(whole.day(), Map.of());
            Table now = new Table(whole.day(), here, small.hidden(whole.tally(), here));
            boolean says = !now.hidden().equals(here.keySet());
            if (says && given.stream().allMatch(before -> mayFollow(before, now))) given.add(now);
        }
        return List.copyOf(given);
    }

    private boolean mayFollow(Table before, Table now) {
        EarlierReleases back = new EarlierReleases(small);
        Set<String> hidden = new HashSet<>(before.hidden());
        hidden.addAll(now.hidden());
        Set<String> labels = new HashSet<>(before.parts().keySet());
        labels.addAll(now.parts().keySet());
        labels.removeAll(hidden);
        return labels.stream().allMatch(label -> back.mayFollow(before.at(label), now.at(label)))
                && Stream.of(hidden, before.hidden(), now.hidden())
                        .allMatch(some -> back.mayFollow(before.sum(some), now.sum(some)));
    }
}
