package org.akoma.ground.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A table whose cells are the darker the larger they are, with the number in each. */
public final class HeatMap {

    private static final int GAP = 14;
    private static final int LEAST = 64;
    private static final int ROW = 44;
    private static final int HEAD = 26;

    private HeatMap() {}

    /**
     * @param text what stands in the cell
     * @param below a second, quieter line; empty = none
     * @param ink how dark it is; {@link Ink#NONE} of what is hidden
     */
    public record Cell(String text, String below, Ink ink) {

        /** Nothing belongs here. */
        public static final Cell EMPTY = new Cell("–", "", Ink.HEAT_0);
    }

    public record Row(String label, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    public static Chart chart(Chart.Said said, List<String> columns, List<Row> rows) {
        List<Mark> marks = new ArrayList<>();
        double left = widest(rows.stream().map(Row::label), true);
        double wide = Math.max(
                LEAST,
                Math.max(
                        widest(columns.stream(), true),
                        widest(
                                rows.stream()
                                        .flatMap(row -> row.cells().stream())
                                        .map(Cell::below),
                                false)));
        for (int n = 0; n < columns.size(); n++)
            marks.add(new Mark.Words(
                    left + wide * (n + 0.5), 16, 0, columns.get(n), Mark.Side.MIDDLE, true, Drawing.INK));
        double y = HEAD;
        for (Row row : rows) {
            marks.add(new Mark.Words(0, y + ROW / 2.0 + 5, 0, row.label(), Mark.Side.START, true, Drawing.INK));
            for (int n = 0; n < row.cells().size(); n++)
                cell(left + wide * n, y, wide, row.cells().get(n), marks);
            y += ROW;
        }
        return Chart.of(said, new Drawing((int) (left + wide * columns.size()) + 2, (int) y + 2, false, marks));
    }

    private static double widest(Stream<String> texts, boolean bold) {
        return GAP + texts.mapToDouble(Letters.of(bold)::width).max().orElse(0);
    }

    private static void cell(double x, double y, double wide, Cell cell, List<Mark> marks) {
        marks.add(new Mark.Box(x, y, wide - 2, ROW - 2.0, cell.ink()));
        double middle = x + wide / 2 - 1;
        boolean two = !cell.below().isEmpty();
        marks.add(new Mark.Words(
                middle,
                y + (two ? 18 : 26),
                0,
                cell.text(),
                Mark.Side.MIDDLE,
                true,
                cell.ink().words()));
        if (two)
            marks.add(new Mark.Words(
                    middle,
                    y + 34,
                    0,
                    cell.below(),
                    Mark.Side.MIDDLE,
                    false,
                    cell.ink().words()));
    }
}
