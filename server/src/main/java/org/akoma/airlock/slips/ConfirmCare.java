package org.akoma.airlock.slips;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Care holds the places ready that an operation asks for; what it adds may be left out. */
public record ConfirmCare(
        UUID operationId,
        @Nullable List<String> interpreters,
        @Nullable Integer women,
        @Nullable Boolean medical) {

    public sealed interface Result {
        record Confirmed(CareRequest request) implements Result {}

        record NotFound() implements Result {}

        /** Fewer places than children: the police must ask for less, or ask another structure too. */
        record TooFew(int children, int places) implements Result {}
    }
}
