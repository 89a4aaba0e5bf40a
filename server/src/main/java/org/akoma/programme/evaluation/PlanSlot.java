package org.akoma.programme.evaluation;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/** Put a part of a day on the schedule of a mission, under an id that the caller made; times are of the place, in 24 hours. */
@InputForm(name = "evaluation.plan-slot", labels = "evaluation.slot")
public record PlanSlot(
        UUID id,
        LocalDate day,

        @Field(example = "09:00") @Size(max = 5) @Pattern(regexp = TIME, message = "evaluation.time")
        String begins,

        @Field(example = "12:30") @Size(max = 5) @Pattern(regexp = TIME, message = "evaluation.time")
        String ends,

        @Field(list = "evaluation.work") Mission.Work work,

        @Field(as = Field.Widget.WIDE) @Size(max = 200) @Nullable
        String note)
        implements Checked {

    private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";

    @Override
    public List<FieldError> wrong() {
        List<FieldError> wrong = new ArrayList<>(ReportWords.wrong("note", note));
        if (begins.compareTo(ends) >= 0) wrong.add(FieldError.of("ends", "evaluation.slot-hours"));
        return wrong;
    }

    Mission.Slot slot() {
        return new Mission.Slot(id, day, LocalTime.parse(begins), LocalTime.parse(ends), work, note);
    }
}
