package org.akoma.airlock.slips;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/**
 * Care cannot hold the places that an operation asks for, before it starts: the police ask for less, or ask another structure.
 *
 * @param offered places that it can hold; fewer than was asked for
 */
public record DeclineCare(UUID operationId, int offered) {

    /** What people and programs say. */
    @InputForm(name = "slips.decline-care", labels = "slips.care")
    record Input(
            @Field(hint = "slips.care.offered.hint") @Min(0) @Max(100_000)
            Integer offered) {

        DeclineCare of(UUID operation) {
            return new DeclineCare(operation, offered);
        }
    }

    public sealed interface Result {
        record Declined(CareRequest request) implements Result {}

        record NotFound() implements Result {}

        /** As many places as were asked for: that is a yes. */
        record Enough(int places) implements Result {}

        /** The operation runs, with the places that were confirmed. */
        record Runs() implements Result {}
    }
}
