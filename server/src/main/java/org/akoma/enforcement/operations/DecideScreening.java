package org.akoma.enforcement.operations;

import org.jspecify.annotations.Nullable;

/**
 * Decide whether a person is a victim.
 *
 * @param organisation code of the structure that answers for the decision
 * @param victimRef {@code LE-V-07}; null = the next free one, where one is needed
 * @param slip number of the hand-over slip of a child; null = none, or unchanged
 */
public record DecideScreening(
        String operation,
        String person,
        ScreeningStatus status,
        String organisation,
        @Nullable String victimRef,
        @Nullable String slip) {

    public sealed interface Result {
        record Decided(Screened person) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record NotPossible(ScreeningStatus from) implements Result {}

        record NoSuchOrganisation() implements Result {}

        record ReferenceTaken() implements Result {}

        /** No such slip, or it belongs to somebody else. */
        record NoSuchSlip() implements Result {}
    }
}
