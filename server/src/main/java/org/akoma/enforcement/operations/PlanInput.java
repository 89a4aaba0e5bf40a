package org.akoma.enforcement.operations;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a plan, in the order of the form.
 *
 * @param careConfirmedOn taken, as it is read back, and not kept: only care says it
 */
@InputForm(name = "operations.plan-fields", labels = "operations")
record PlanInput(
        @Field(list = "country") String country,

        @Field(label = "operations.starts") LocalDate startsOn,

        @Field(label = "operations.ends") @Nullable LocalDate endsOn,

        @Field(as = Field.Widget.WIDE, sealed = true) @Size(max = Form.SHORT_TEXT)
        String area,

        @Min(0) @Max(MOST) @Nullable Integer officers,

        @Field(list = "sector") @NotEmpty List<String> sectors,

        @Field(label = "operations.expected") @Min(0) @Max(MOST)
        Integer expectedChildren,

        @Field(label = "operations.capacity", hint = "operations.capacity.hint") @Min(0) @Max(MOST) @Nullable
        Integer careCapacity,

        @Field(label = "operations.care-by", example = "NGO-A") @Size(max = Form.SHORT_TEXT) @Nullable
        String careConfirmedBy,

        @Field(label = "operations.care-on") @Nullable LocalDate careConfirmedOn,

        @Field(label = "operations.participants.who", hint = "operations.participants.hint", example = "POLICE")
        @Size(max = Form.SHORT_TEXT)
        Set<String> participants)
        implements Checked {

    private static final int MOST = 100_000;

    @Override
    public List<FieldError> wrong() {
        return endsOn != null && endsOn.isBefore(startsOn)
                ? List.of(FieldError.of("endsOn", "operations.ends-before-start"))
                : List.of();
    }

    /** As many as children are expected, where a structure is asked and no other number was written. */
    private int places() {
        if (careCapacity != null) return careCapacity;
        return careConfirmedBy == null || careConfirmedBy.isBlank() ? 0 : expectedChildren;
    }

    OperationPlan toPlan() {
        return new OperationPlan(
                country,
                startsOn,
                endsOn,
                sectors,
                area,
                officers,
                expectedChildren,
                places(),
                careConfirmedBy,
                null,
                participants);
    }
}
