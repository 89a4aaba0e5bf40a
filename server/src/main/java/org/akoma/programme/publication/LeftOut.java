package org.akoma.programme.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.akoma.programme.publication.CountTable.Place;

/**
 * What of a release is not shown, and why. For who publishes, who reads the exact counts too.
 *
 * @param tables that are not there at all
 * @param cells that the public does not read
 * @param partnerCells that partners do not read
 */
record LeftOut(List<Table> tables, List<Cell> cells, List<Cell> partnerCells) {

    /** In a cell: the sum of all rows, or of all columns. */
    static final String TOTAL = "TOTAL";

    enum Why {
        /** Too few children. */
        SMALL,
        /** Enough children; but with this count somebody would compute a small one. */
        COMPLEMENT,
        /** The difference to an earlier release would show a small count. */
        CHANGED,
        /** The difference to what readers without small counts were shown on the screen would. */
        BESIDE_SCREEN,
        /** It was hidden in an earlier release, and stays so. */
        KEPT
    }

    record Table(String table, Why why) {}

    /** @param row a row of the table, or {@link #TOTAL}; so the column */
    record Cell(String table, String row, String column, Why why) {}

    LeftOut {
        tables = List.copyOf(tables);
        cells = List.copyOf(cells);
        partnerCells = List.copyOf(partnerCells);
    }

    /** @param kept whether the table was published before with the same cells hidden */
    static List<Cell> cells(CountTable table, Set<Place> hidden, int least, boolean kept) {
        List<Cell> cells = new ArrayList<>();
        table.places()
                .filter(hidden::contains)
                .forEach(place -> cells.add(new Cell(
                        table.id(),
                        place.row() == table.rows().size()
                                ? TOTAL
                                : table.rows().get(place.row()),
                        place.column() == table.columns().size()
                                ? TOTAL
                                : table.columns().get(place.column()),
                        table.at(place) < least ? Why.SMALL : kept ? Why.KEPT : Why.COMPLEMENT)));
        return cells;
    }
}
