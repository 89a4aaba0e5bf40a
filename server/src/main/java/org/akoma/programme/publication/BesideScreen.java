package org.akoma.programme.publication;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.akoma.programme.indicators.ShownFigures;
import org.akoma.programme.indicators.Tally;
import org.akoma.programme.publication.CountTable.Place;

/**
 * What the tables of a release say of indicators that are on the screen too: the whole of those with yes and no; the number of children, and how they are
 * divided. A column is a group of the values that the screen names. What help there was, and which pathway, the screen does not count.
 *
 * @param day of the release
 */
record BesideScreen(LocalDate day) {

    /** The tables of children divide this indicator. */
    private static final String CHILDREN = "I01";

    /**
     * @param hidden from partners
     * @param counts of each value behind the columns
     * @param column of a value, or of one that no child has yet
     */
    List<ShownFigures> figures(
            CountTable table,
            Set<Place> hidden,
            Map<String, Integer> counts,
            Function<String, Optional<String>> column) {
        return switch (Kind.of(table.id())) {
            case INDICATOR ->
                List.of(ShownFigures.inRelease(
                        ShownTable.about(table.id()), day, table.at(new Place(0, 0)), table.at(table.total())));
            case SEX ->
                List.of(
                        ShownFigures.inRelease(CHILDREN, day, table.at(table.total()), 0),
                        divided(table, hidden, counts, column));
            case AGE, NATIONALITY, SECTOR -> List.of(divided(table, hidden, counts, column));
            case PATHWAY, ASSISTANCE -> List.of();
        };
    }

    private ShownFigures divided(
            CountTable table,
            Set<Place> hidden,
            Map<String, Integer> counts,
            Function<String, Optional<String>> column) {
        Map<String, Set<String>> groups = new LinkedHashMap<>();
        boolean ages = table.id().equals(Kind.AGE.name());
        table.columns().forEach(one -> groups.put(one, new TreeSet<>(ages ? Set.of() : Set.of(one))));
        Set<String> labels = new TreeSet<>(counts.keySet());
        if (ages) labels.addAll(Layout.AGES);
        labels.forEach(label -> column.apply(label)
                .ifPresent(one -> Objects.requireNonNull(groups.get(one), one).add(label)));
        String others = ages ? table.columns().getLast() : Layout.OTHER;
        groups.computeIfPresent(others, (name, labelled) -> {
            labelled.add(ShownFigures.OTHERS);
            return labelled;
        });
        Set<String> unseen = new TreeSet<>();
        List<Set<String>> shown = new ArrayList<>(groups.values());
        for (int i = 0; i < table.columns().size(); i++) if (isHidden(table, hidden, i)) unseen.addAll(shown.get(i));
        Map<String, Tally> parts = new TreeMap<>();
        counts.forEach((label, count) -> parts.put(label, Tally.of(count)));
        return new ShownFigures(CHILDREN, table.id(), day, true, parts, unseen, shown);
    }

    /** Neither the sum of the column is shown nor each of its counts. */
    private static boolean isHidden(CountTable table, Set<Place> hidden, int column) {
        return hidden.contains(new Place(table.rows().size(), column))
                && IntStream.range(0, table.rows().size()).anyMatch(row -> hidden.contains(new Place(row, column)));
    }
}
