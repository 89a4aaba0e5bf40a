package org.akoma.enforcement.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Record a person met at a site.
 *
 * @param note sealed; no name is needed
 */
public record ScreenPerson(
        String operation,
        String site,
        Instant at,
        Screened.Appears appears,
        String sex,
        int apparentAge,
        @Nullable String note) {

    public sealed interface Result {
        record Recorded(Screened person) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record NoSuchSite() implements Result {}

        /** The operation is still a plan. */
        record NotRunning() implements Result {}
    }
}
