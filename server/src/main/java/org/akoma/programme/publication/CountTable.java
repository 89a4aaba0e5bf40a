package org.akoma.programme.publication;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Exact counts by row and column. The place after the last row is that of the column totals, the place after the last column that of the row totals.
 *
 * @param id which table: SEX, AGE, ASSISTANCE.IMM_FOOD
 * @param moves whether somebody may leave a cell for another one later, as with a pathway; false: who is in a cell stays in it
 * @param cells without totals
 */
record CountTable(String id, boolean moves, List<String> rows, List<String> columns, List<List<Integer>> cells) {

    /** The only row of a table that is divided once. */
    static final String ALL = "ALL";

    CountTable {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        cells = cells.stream().map(List::copyOf).toList();
    }

    record Place(int row, int column) {}

    Stream<Place> places() {
        return IntStream.rangeClosed(0, rows.size())
                .boxed()
                .flatMap(row -> IntStream.rangeClosed(0, columns.size()).mapToObj(column -> new Place(row, column)));
    }

    int at(Place place) {
        return IntStream.range(0, rows.size())
                .filter(row -> place.row() == rows.size() || place.row() == row)
                .flatMap(row -> IntStream.range(0, columns.size())
                        .filter(column -> place.column() == columns.size() || place.column() == column)
                        .map(column -> cells.get(row).get(column)))
                .sum();
    }

    Place total() {
        return new Place(rows.size(), columns.size());
    }

    /** The totals of the rows and of the whole: those of the children by sex, which every table of children has in common. */
    List<Place> rowTotals() {
        return IntStream.rangeClosed(0, rows.size())
                .mapToObj(row -> new Place(row, columns.size()))
                .toList();
    }

    /** The totals of the columns and of the whole. */
    List<Place> columnTotals() {
        return IntStream.rangeClosed(0, columns.size())
                .mapToObj(column -> new Place(rows.size(), column))
                .toList();
    }

    boolean hasLayoutOf(CountTable other) {
        return rows.equals(other.rows) && columns.equals(other.columns);
    }

    /** What was added since, cell by cell. */
    CountTable since(CountTable before) {
        return new CountTable(
                id,
                moves,
                rows,
                columns,
                IntStream.range(0, rows.size())
                        .mapToObj(row -> IntStream.range(0, columns.size())
                                .mapToObj(column -> cells.get(row).get(column)
                                        - before.cells.get(row).get(column))
                                .toList())
                        .toList());
    }
}
