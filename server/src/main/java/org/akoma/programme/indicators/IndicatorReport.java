package org.akoma.programme.indicators;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.programme.indicators.Indicator.Division;
import org.jspecify.annotations.Nullable;

/**
 * All indicators on a day, as one reader gets them.
 *
 * @param asOf the day that is shown: of who gets no small counts, a past day is the end of the last month that had ended by then
 * @param exact whether nothing is suppressed for this reader
 * @param countedAt until when the records were counted; null = not yet
 * @param waiting records that changed since and wait to be counted; at 1,000 it may be more
 * @param stamp of the counts that it was read of; null = nothing was counted
 */
public record IndicatorReport(
        LocalDate asOf,
        boolean exact,
        @Nullable Instant countedAt,
        long waiting,
        @Nullable UUID stamp,
        @Nullable String country,
        @Nullable String structure,
        @Nullable Division by,
        List<Item> items) {

    /**
     * @param parts of the division that was asked for; empty where it is not divided so
     * @param past the end of each of the last months, the oldest first; empty where it was not asked for
     */
    public record Item(Indicator indicator, Figure figure, List<Part> parts, List<Past> past) {
        public Item {
            parts = List.copyOf(parts);
            past = List.copyOf(past);
        }
    }

    /** @param label a code */
    public record Part(String label, Figure figure) {}

    /** @param day the last day of a month */
    public record Past(LocalDate day, Figure figure) {}

    public IndicatorReport {
        items = List.copyOf(items);
    }
}
