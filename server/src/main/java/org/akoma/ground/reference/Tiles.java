package org.akoma.ground.reference;

import java.util.List;

/**
 * Where a map of tiles draws the regions of Côte d'Ivoire and Ghana: one square for each, near where the region lies, since no outlines of all of them are
 * under a clear licence. A country has a tile of its own, for what is in no region that is known.
 */
public final class Tiles {

    /** @param name short enough for the tile; empty = of a country */
    public record Tile(String pcode, int column, int row, String name) {

        public boolean isCountry() {
            return pcode.length() == 2;
        }
    }

    /** In the order in which they are drawn. */
    public static final List<Tile> ALL = Resources.lines("tiles.csv").stream()
            .skip(1)
            .map(line -> line.split(",", -1))
            .map(cells -> new Tile(cells[0], Integer.parseInt(cells[1]), Integer.parseInt(cells[2]), cells[3]))
            .toList();

    private Tiles() {}
}
