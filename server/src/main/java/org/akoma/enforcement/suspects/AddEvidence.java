package org.akoma.enforcement.suspects;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Add a reference to a piece of evidence.
 *
 * @param suspect {@code LE-S-01}, or null
 */
public record AddEvidence(
        String operation, Evidence.Kind kind, @Nullable String suspect, LocalDate collectedOn, String reference) {

    public sealed interface Result {
        record Added(Evidence evidence) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record NoSuchSuspect() implements Result {}
    }
}
