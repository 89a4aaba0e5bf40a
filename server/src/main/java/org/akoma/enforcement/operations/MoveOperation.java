package org.akoma.enforcement.operations;

import java.util.List;

/**
 * Start or close an operation.
 *
 * @param to RUNNING or CLOSED
 */
public record MoveOperation(String code, int version, OperationStatus to) {

    public sealed interface Result {
        record Moved(Operation operation) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        /** Care holds too few places ready, or has not confirmed them. */
        record CareMissing(int expected, int available) implements Result {}

        /** The structure that was asked has not confirmed the places with an account of its own. */
        record CareUnconfirmed(String structure) implements Result {}

        /** Care sent the slips of these children back, and nobody has received them since. */
        record ChildrenSentBack(List<String> slips) implements Result {
            public ChildrenSentBack {
                slips = List.copyOf(slips);
            }
        }

        /** The operation's status does not allow this step. */
        record NotNow(OperationStatus current) implements Result {}

        record Changed(Operation current) implements Result {}
    }
}
