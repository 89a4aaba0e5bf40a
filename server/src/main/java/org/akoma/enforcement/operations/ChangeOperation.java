package org.akoma.enforcement.operations;

import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/** Change a plan, on condition that nobody changed it since the caller read {@code version}. */
record ChangeOperation(String code, int version, OperationPlan plan) {

    /** What people and programs fill in; a program sends only what changes. */
    @InputForm(name = "operations.change", labels = "operations", changes = true, handlerAsksVersion = true)
    record Input(@Nullable Integer version, PlanInput plan) {}

    public sealed interface Result {
        record Done(Operation operation) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record NotPolice(String organisation) implements Result {}

        /** It runs already: care may not be taken back below what is expected. */
        record CareMissing() implements Result {}

        record Changed(Operation current) implements Result {}
    }
}
