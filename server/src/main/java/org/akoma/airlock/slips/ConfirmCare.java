package org.akoma.airlock.slips;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/** Care holds the places ready that an operation asks for; what it adds may be left out. */
public record ConfirmCare(
        UUID operationId,
        @Nullable List<String> interpreters,
        @Nullable Integer women,
        @Nullable Boolean medical) {

    /** What people and programs may add. */
    @InputForm(name = "slips.confirm-care", labels = "slips.care")
    record Input(
            @Field(list = "language") List<String> interpreters,

            @Min(0) @Max(1_000) @Nullable Integer women,

            @Nullable Boolean medical) {

        ConfirmCare of(UUID operation) {
            return new ConfirmCare(operation, interpreters.isEmpty() ? null : interpreters, women, medical);
        }
    }

    public sealed interface Result {
        record Confirmed(CareRequest request) implements Result {}

        record NotFound() implements Result {}

        /** The operation runs, or is over, with what was confirmed. */
        record Runs() implements Result {}

        /** Fewer places than children: the police must ask for less, or ask another structure too. */
        record TooFew(int children, int places) implements Result {}
    }
}
