package org.akoma.exchange.hxl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.akoma.programme.indicators.SmallCells;
import org.akoma.programme.indicators.Tally;
import org.jspecify.annotations.Nullable;

/**
 * How many children a structure helped with one service.
 *
 * @param structure null = all of them together, a child once; name and country are null as well then
 * @param region p-code of the region of its office; null = it named none
 * @param children null = too few to be shown, or it would tell another one that is
 */
record Help(
        @Nullable String structure,
        @Nullable String name,
        @Nullable String country,
        @Nullable String region,
        String service,
        @Nullable Long children) {

    private Help hidden() {
        return new Help(structure, name, country, region, service, null);
    }

    /** Of each service the small counts are hidden, and others with them from which they would follow. */
    static List<Help> withoutSmall(List<Help> all, int least) {
        Map<String, Map<String, Tally>> services = new HashMap<>();
        for (Help one : all)
            if (one.structure() != null)
                services.computeIfAbsent(one.service(), service -> new HashMap<>())
                        .put(one.structure(), tally(one));
        SmallCells small = new SmallCells(least);
        List<Help> shown = new ArrayList<>();
        for (Help one : all) {
            Map<String, Tally> cells = services.getOrDefault(one.service(), Map.of());
            Set<String> hidden = small.hidden(sum(cells), cells);
            boolean isHidden = one.structure() == null ? small.isHidden(tally(one)) : hidden.contains(one.structure());
            shown.add(isHidden ? one.hidden() : one);
        }
        return List.copyOf(shown);
    }

    private static Tally tally(Help one) {
        return Tally.of(one.children() == null ? 0 : one.children());
    }

    private static Tally sum(Map<String, Tally> cells) {
        return Tally.of(cells.values().stream().mapToLong(Tally::num).sum());
    }
}
