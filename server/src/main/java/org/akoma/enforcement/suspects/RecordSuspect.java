package org.akoma.enforcement.suspects;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Record a suspect.
 *
 * @param code {@code LE-S-01}; null = the next free one
 * @param arrestedOn null = not arrested
 */
public record RecordSuspect(
        String operation,
        @Nullable String code,
        String role,
        LocalDate factsOn,
        @Nullable LocalDate arrestedOn,
        @Nullable LocalDate referredOn,
        boolean atLiberty,
        Suspect.Identity identity) {

    public sealed interface Result {
        record Recorded(Suspect suspect) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record CodeTaken() implements Result {}
    }
}
