package org.akoma.protection.placement;

import java.time.LocalDate;
import org.akoma.FieldError;
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

    /** Why a child left. */
    public enum Reason {
        RAN_AWAY,
        TAKEN_AWAY,
        BROKE_DOWN,
        SAFETY,
        END_OF_STAY,
        OTHER;

        /** Nobody knows where the child is: the search begins. */
        boolean isMissing() {
            return this == RAN_AWAY || this == TAKEN_AWAY;
        }
    }

    /** From a page or JSON. @return null when something is wrong: see the form's errors */
    static @Nullable LeavePlace read(Form form) {
        LocalDate day = form.requiredDate("until");
        Reason reason = form.requiredChoice("reason", Reason.class);
        String words = form.text("words", Form.LONG_TEXT);
        return !form.isSound() || day == null || reason == null ? null : new LeavePlace(day, reason, words);
    }

    @Nullable
    FieldError refusal(Placement current, LocalDate today) {
        if (day.isAfter(today)) return FieldError.of("until", "form.future");
        if (day.isBefore(current.since()))
            return FieldError.of("until", "cases.placement-before-last", current.since());
        return reason == Reason.OTHER && words == null ? FieldError.of("words", "form.required") : null;
    }
}
