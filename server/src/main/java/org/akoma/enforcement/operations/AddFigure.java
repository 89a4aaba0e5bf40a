package org.akoma.enforcement.operations;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Note what was published.
 *
 * @param source who published it, such as {@code INTERPOL}
 */
public record AddFigure(
        String operation,
        String source,
        @Nullable LocalDate publishedOn,
        Measure measure,
        PublishedValue value,
        @Nullable String definition) {

    public sealed interface Result {
        record Added(PublishedFigure figure) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record AlreadyThere() implements Result {}
    }
}
