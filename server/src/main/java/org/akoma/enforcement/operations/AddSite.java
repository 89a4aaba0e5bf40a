package org.akoma.enforcement.operations;

import org.jspecify.annotations.Nullable;

/**
 * Add a site.
 *
 * @param sector code of the list {@code sector}
 */
public record AddSite(
        String operation,
        String code,
        String sector,
        @Nullable String place) {

    public sealed interface Result {
        record Added(Site site) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record CodeTaken() implements Result {}
    }
}
