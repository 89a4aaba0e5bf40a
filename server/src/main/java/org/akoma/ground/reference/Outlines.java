package org.akoma.ground.reference;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a map draws of Côte d'Ivoire and Ghana, much simplified: an outline by p-code, or the one point of a region that has no outline here. */
public final class Outlines {

    /** In degrees. */
    public record Corner(double longitude, double latitude) {}

    /** By p-code, in the order in which they are drawn. */
    public static final Map<String, List<Corner>> ALL = read();

    private Outlines() {}

    private static Map<String, List<Corner>> read() {
        Map<String, List<Corner>> all = new LinkedHashMap<>();
        Resources.lines("outlines.csv").stream().skip(1).forEach(line -> {
            List<String> cells = Arrays.asList(line.split("[, ]"));
            all.put(
                    cells.getFirst(),
                    IntStream.range(0, cells.size() / 2)
                            .mapToObj(n -> new Corner(
                                    Double.parseDouble(cells.get(2 * n + 1)), Double.parseDouble(cells.get(2 * n + 2))))
                            .toList());
        });
        return all;
    }
}
