package org.akoma.ground.charts;

import java.util.ArrayList;
import java.util.List;

/** A map of which each region is one square of the same size, near where it lies: never a place, and never a point for a person. */
public final class TileMap {

    private static final int WIDE = 70;
    private static final int HIGH = 44;
    private static final int GAP = 3;

    private TileMap() {}

    /**
     * @param column from the west
     * @param row from the north
     * @param below a second line; empty = none
     */
    public record Tile(int column, int row, String name, String below, Ink ink) {}

    /** What stands above the tiles of a country, from this column on. */
    public record Head(int column, String name) {}

    public static Chart chart(Chart.Said said, List<Head> heads, List<Tile> tiles) {
        List<Mark> marks = new ArrayList<>();
        for (Head head : heads)
            marks.add(new Mark.Words(
                    (double) head.column() * WIDE, HIGH - 12.0, 0, head.name(), Mark.Side.START, true, Drawing.INK));
        for (Tile tile : tiles) draw(tile, marks);
        int columns = tiles.stream().mapToInt(Tile::column).max().orElse(0) + 1;
        int rows = tiles.stream().mapToInt(Tile::row).max().orElse(0) + 1;
        return Chart.of(said, new Drawing(columns * WIDE, rows * HIGH, false, marks));
    }

    private static void draw(Tile tile, List<Mark> marks) {
        double x = (double) tile.column() * WIDE;
        double y = (double) tile.row() * HIGH;
        double middle = x + (WIDE - GAP) / 2.0;
        boolean two = !tile.below().isEmpty();
        marks.add(new Mark.Box(x, y, WIDE - (double) GAP, HIGH - (double) GAP, tile.ink()));
        marks.add(new Mark.Words(
                middle,
                y + (two ? 17 : 25),
                0,
                tile.name(),
                Mark.Side.MIDDLE,
                two,
                tile.ink().words()));
        if (two)
            marks.add(new Mark.Words(
                    middle,
                    y + 34,
                    0,
                    tile.below(),
                    Mark.Side.MIDDLE,
                    false,
                    tile.ink().words()));
    }
}
