package org.akoma.programme.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.akoma.programme.publication.CountTable.Place;
import org.jspecify.annotations.Nullable;

/**
 * A table as it is published.
 *
 * @param counts by row, each with its total at the end; the last row has the totals of the columns. null = hidden
 */
record ShownTable(String id, List<String> rows, List<String> columns, List<List<@Nullable Integer>> counts) {

    static ShownTable of(CountTable table, Set<Place> hidden) {
        List<List<@Nullable Integer>> counts = new ArrayList<>();
        for (int row = 0; row <= table.rows().size(); row++) {
            List<@Nullable Integer> line = new ArrayList<>();
            for (int column = 0; column <= table.columns().size(); column++) {
                Place place = new Place(row, column);
                line.add(hidden.contains(place) ? null : table.at(place));
            }
            counts.add(line);
        }
        return new ShownTable(table.id(), table.rows(), table.columns(), counts);
    }

    @Nullable
    Integer at(Place place) {
        return counts.get(place.row()).get(place.column());
    }

    Set<Place> hidden() {
        return IntStream.range(0, counts.size())
                .boxed()
                .flatMap(row -> IntStream.range(0, counts.get(row).size()).mapToObj(column -> new Place(row, column)))
                .filter(place -> at(place) == null)
                .collect(Collectors.toUnmodifiableSet());
    }

    public Kind kind() {
        return Kind.of(id);
    }

    /** ASSISTANCE.IMM_FOOD is about IMM_FOOD. */
    static String about(String id) {
        return id.substring(id.indexOf('.') + 1);
    }

    /** Whether it is divided by sex too, and any of that is shown. */
    public boolean isCrossed() {
        return rows.size() > 1
                && counts.subList(0, rows.size()).stream()
                        .anyMatch(
                                line -> line.subList(0, columns.size()).stream().anyMatch(Objects::nonNull));
    }

    /** The counts of the columns, and of the whole. */
    public List<@Nullable Integer> sums() {
        return counts.getLast();
    }

    /** How many of how many, of a table with yes and no. */
    public @Nullable Integer yes() {
        return counts.getFirst().getFirst();
    }

    public @Nullable Integer whole() {
        return counts.getLast().getLast();
    }
}
