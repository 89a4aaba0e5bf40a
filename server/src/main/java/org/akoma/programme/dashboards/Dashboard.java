package org.akoma.programme.dashboards;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The charts of one subject, as one reader gets them.
 *
 * @param asOf the day that is shown
 * @param exact whether nothing is hidden from this reader
 * @param countedAt until when the records were counted; null = not yet
 * @param waiting records that changed since
 */
public record Dashboard(
        Subject subject,
        LocalDate asOf,
        boolean exact,
        @Nullable Instant countedAt,
        long waiting,
        @Nullable String country,
        @Nullable String structure,
        List<Panel> panels) {
    public Dashboard {
        panels = List.copyOf(panels);
    }
}
