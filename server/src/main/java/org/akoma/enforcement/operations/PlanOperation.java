package org.akoma.enforcement.operations;

import java.util.List;
import java.util.UUID;

/** Plan an operation under an id that the caller made; the same id twice plans one. */
public record PlanOperation(UUID id, String code, OperationPlan plan) {

    public sealed interface Result {
        record Planned(Operation operation) implements Result {}

        record Forbidden() implements Result {}

        record CodeTaken() implements Result {}

        /** Another operation was planned under this id. */
        record OtherContent() implements Result {}

        /** A participant that does not exist or is no police structure. */
        record NotPolice(String organisation) implements Result {}

        /**
         * Nobody who takes part could start it.
         *
         * @param structures those where somebody coordinates
         */
        record NobodyStarts(List<String> structures) implements Result {
            public NobodyStarts {
                structures = List.copyOf(structures);
            }
        }
    }
}
