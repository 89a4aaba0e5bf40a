package org.akoma.programme.dashboards;

import java.util.List;
import org.akoma.ground.charts.Chart;

/**
 * One chart of a dashboard with its numbers.
 *
 * @param key names it, also in the address of its file
 */
public record Panel(String key, Chart chart, List<ChartValue> values) {
    public Panel {
        values = List.copyOf(values);
    }

    /** How many structures of a map are in no region: the town of their office is not recorded, or their country is drawn as a whole. */
    public List<ChartValue> beside() {
        return values.stream()
                .filter(value -> MapPanels.STRUCTURES.equals(value.part()) && MapPanels.isCountry(value.code()))
                .toList();
    }
}
