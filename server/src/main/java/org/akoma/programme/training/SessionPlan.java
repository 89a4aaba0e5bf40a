package org.akoma.programme.training;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Plain;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * When and where a session is held.
 *
 * @param startsOn the first of its days, which follow each other
 * @param endsOn inclusive
 */
@InputForm(name = "training.session-plan", labels = "training.session")
public record SessionPlan(
        @Size(max = Form.SHORT_TEXT)
        @Pattern(regexp = Plain.TEXT, message = Plain.CODE)
        @Field(example = "San-Pedro")
        @Nullable
        String town,

        @Field(example = "2015-12-02") LocalDate startsOn,
        @Field(example = "2015-12-03") LocalDate endsOn,
        @Min(1) @Max(1000) @Nullable Integer capacity,

        @Field(sealed = true, as = Field.Widget.WIDE) @Size(max = Form.SHORT_TEXT) @Nullable
        String trainers)
        implements Checked {

    private static final int MOST_DAYS = 10;

    @Override
    public List<FieldError> wrong() {
        if (endsOn.isBefore(startsOn)) return List.of(FieldError.of("endsOn", "training.days-order"));
        return days().size() > MOST_DAYS
                ? List.of(FieldError.of("endsOn", "training.days-many", MOST_DAYS))
                : List.of();
    }

    List<LocalDate> days() {
        return startsOn.datesUntil(endsOn.plusDays(1)).toList();
    }
}
