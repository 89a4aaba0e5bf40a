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
}
