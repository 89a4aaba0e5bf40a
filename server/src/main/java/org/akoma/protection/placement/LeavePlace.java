package org.akoma.protection.placement;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.akoma.FieldError;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Record that a child has left the place where it lived, and that no other is known.
 *
 * @param day the first day on which the child no longer lived there
 * @param words what happened; sealed
 */
public record LeavePlace(
        LocalDate day, Reason reason, @Nullable String words) {

    /** While a danger runs no person alone ends a stay in a shelter. */
    static final String KEPT = "cases.stay-in-danger";

    /** The same for who does not read whether a danger runs. */
    static final String NOT_READ = "cases.stay-not-read";

    /** Why a child left. */
    public enum Reason {
        RAN_AWAY,
        TAKEN_AWAY,
        BROKE_DOWN,
        SAFETY,
        END_OF_STAY,
        OTHER;

        /** Nobody knows where the child is: the search begins. One person writes it while a danger runs, too. */
        boolean isMissing() {
            return this == RAN_AWAY || this == TAKEN_AWAY;
        }
    }

    /**
     * The fields that people and programs fill in.
     *
     * @param until the first day on which the child no longer lived there
     */
    @InputForm(name = "cases.leave-place", labels = "cases.placement.end")
    record Input(
            @Field(label = "cases.placement.end.on") LocalDate until,

            @Field(list = "leave-reason", as = Field.Widget.RADIOS)
            Reason reason,

            @Field(lines = 3, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
            String words) {

        LeavePlace command() {
            return new LeavePlace(until, reason, words);
        }
    }

    @Nullable
    FieldError refusal(Placement current, LocalDate today) {
        if (day.isAfter(today)) return FieldError.of("until", "form.future");
        if (day.isBefore(current.since()))
            return FieldError.of("until", "cases.placement-before-last", current.since());
        return reason == Reason.OTHER && words == null ? FieldError.of("words", "form.required") : null;
    }
}
