package org.akoma.exchange.hxl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.akoma.programme.indicators.SmallCells;
import org.akoma.programme.indicators.Tally;
import org.jspecify.annotations.Nullable;

/**
 * How many children a structure helped with one service.
 *
 * @param region p-code of the region of its office; null = it named none
 * @param children null = too few to be shown, or it would tell another one that is
 */
record Help(
        String structure,
        String name,
        String country,
        @Nullable String region,
        String service,
        @Nullable Long children) {

    private Help hidden() {
        return new Help(structure, name, country, region, service, null);
    }

    /** Of each service the small counts are hidden, and others with them, as if the sum of all structures were known. */
    static List<Help> withoutSmall(List<Help> all, int least) {
        Map<String, Map<String, Tally>> services = new LinkedHashMap<>();
        for (Help one : all)
            if (one.children() != null)
                services.computeIfAbsent(one.service(), service -> new LinkedHashMap<>())
                        .put(one.structure(), Tally.of(one.children()));
        SmallCells small = new SmallCells(least);
        List<Help> shown = new ArrayList<>();
        for (Help one : all) {
            Map<String, Tally> cells = services.getOrDefault(one.service(), Map.of());
            long sum = cells.values().stream().mapToLong(Tally::num).sum();
            Set<String> hidden = small.hidden(Tally.of(sum), cells);
            shown.add(hidden.contains(one.structure()) ? one.hidden() : one);
        }
        return List.copyOf(shown);
    }
}
