package org.akoma.exchange.iati;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was paid for children in a quarter, in one currency.
 *
 * @param quarter its first day
 * @param children for how many
 */
record Paid(LocalDate quarter, String currency, long children, BigDecimal amount) {

    /** The last day of the quarter. */
    LocalDate lastDay() {
        return quarter.plusMonths(3).minusDays(1);
    }

    /**
     * The same without a sum for fewer children than the least: such a quarter is told with the next one of its currency, and not at all as long as none
     * follows.
     *
     * @param quarters in the order of time
     */
    static List<Paid> withoutSmall(List<Paid> quarters, int least) {
        Map<String, Paid> open = new LinkedHashMap<>();
        List<Paid> told = new ArrayList<>();
        for (Paid one : quarters) {
            Paid before = open.remove(one.currency());
            Paid all = before == null ? one : before.with(one);
            if (all.children() < least) open.put(one.currency(), all);
            else told.add(all);
        }
        return List.copyOf(told);
    }

    /** A child of both quarters counts once at least: the larger number, not the sum. */
    private Paid with(Paid next) {
        return new Paid(next.quarter, currency, Math.max(children, next.children), amount.add(next.amount));
    }
}
