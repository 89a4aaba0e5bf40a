package org.akoma.protection.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A map of West Africa in tiles, one a country, about where it lies: it shows countries, never a place. Drawn by the server, so that it
 * needs no tiles of a stranger's server and says nothing of what is looked at.
 *
 * @param column and {@code row}: from the west, from the north
 */
record CountryTiles(String country, int column, int row, long structures) {

    private static final List<CountryTiles> LAND = List.of(
            tile("MR", 0, 0),
            tile("ML", 2, 0),
            tile("NE", 4, 0),
            tile("SN", 0, 1),
            tile("BF", 3, 1),
            tile("NG", 5, 1),
            tile("GN", 1, 2),
            tile("CI", 2, 2),
            tile("GH", 3, 2),
            tile("TG", 4, 2),
            tile("BJ", 5, 2),
            tile("SL", 0, 3),
            tile("LR", 1, 3));

    private static CountryTiles tile(String country, int column, int row) {
        return new CountryTiles(country, column, row, 0);
    }

    /** Countries that are not drawn are only in the list beside the map. */
    static List<CountryTiles> of(Map<String, Long> structures) {
        List<CountryTiles> tiles = new ArrayList<>();
        for (CountryTiles one : LAND)
            tiles.add(new CountryTiles(one.country, one.column, one.row, structures.getOrDefault(one.country, 0L)));
        return tiles;
    }
}
