package org.akoma.exchange.spreadsheets;

import java.util.List;
import java.util.SortedMap;

/**
 * A sheet or a CSV file before anything in it is understood. Empty cells and rows are not there.
 *
 * @param epoch1904 dates count from 1904, as old Macintosh workbooks do
 * @param merged areas of merged cells that hold something, in the order of the file
 */
public record Table(String name, boolean epoch1904, List<Line> lines, List<Merged> merged) {

    /** Without merged cells. */
    Table(String name, boolean epoch1904, List<Line> lines) {
        this(name, epoch1904, lines, List.of());
    }

    /** The same under another name. */
    public Table named(String other) {
        return new Table(other, epoch1904, lines, merged);
    }

    /**
     * Cells that were made one, and hold what their first cell says.
     *
     * @param row its first, as the spreadsheet program shows it
     * @param column its first, 0 being A
     */
    public record Merged(int row, int lastRow, int column, int lastColumn) {
        /** As the spreadsheet program shows it: {@code H3:H5}. */
        public String area() {
            return letter(column) + row + ":" + letter(lastColumn) + lastRow;
        }
    }

    /** @param cells by column, the first being 0 */
    public record Line(int number, SortedMap<Integer, Cell> cells) {}

    public record Cell(Kind kind, String text) {}

    public enum Kind {
        TEXT,
        NUMBER,
        /** Computed by the spreadsheet program: the text is only what some program claims the result was. */
        FORMULA,
        /** #N/A and the like. */
        ERROR
    }

    /** 0 is A, 26 is AA. */
    public static String letter(int column) {
        String last = String.valueOf((char) ('A' + column % 26));
        return column < 26 ? last : letter(column / 26 - 1) + last;
    }
}
