package org.akoma.ground.settings;

import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Plain;
import org.jspecify.annotations.Nullable;

/**
 * Say that something was done which no record can show.
 *
 * @param doneOn the day of the copy or the trial; null for what is read alone
 * @param place where the copy lies, or was brought back, in words; null for what is read alone
 */
@InputForm(name = "settings.confirm-step", labels = "settings.first-day")
record FirstDayStep(
        @Field(list = "first-day-step") Step step,

        @Field(label = "settings.first-day.done-on", example = "2015-11-16") @PastOrPresent @Nullable
        LocalDate doneOn,

        @Field(label = "settings.first-day.place", hint = "settings.first-day.place.hint", example = "Coffre du bureau")
        @Size(min = SHORTEST_PLACE, max = 120, message = "settings.step-place-short")
        @Pattern(regexp = Plain.TEXT, message = Plain.CODE)
        @Nullable
        String place)
        implements Checked {

    private static final int SHORTEST_PLACE = 3;

    /** What a person confirms. */
    enum Step {
        KEYS_COPIED,
        BACKUP_TRIED,
        LIMITS_READ
    }

    /** Of what is read alone no day and no place is kept. */
    FirstDayStep {
        if (step == Step.LIMITS_READ) {
            doneOn = null;
            place = null;
        }
    }

    /** A copy and a trial have a day and a place. */
    @Override
    public List<FieldError> wrong() {
        List<FieldError> wrong = new ArrayList<>();
        if (step == Step.LIMITS_READ) return wrong;
        if (doneOn == null) wrong.add(FieldError.of("doneOn", "settings.step-day"));
        if (place == null) wrong.add(FieldError.of("place", "settings.step-place"));
        return wrong;
    }
}
