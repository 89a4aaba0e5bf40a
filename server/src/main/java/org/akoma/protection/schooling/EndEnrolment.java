package org.akoma.protection.schooling;

import java.time.LocalDate;
import org.akoma.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * The child is no longer enrolled.
 *
 * @param on the first day without it
 * @param dropReason needed for a drop-out, and only for it
 */
record EndEnrolment(LocalDate on, Enrolment.End reason, Enrolment.@Nullable DropOut dropReason) {

    @Nullable
    FieldError refusal(Enrolment enrolment, LocalDate today) {
        if (!enrolment.runs()) return FieldError.of("on", "assistance.ended-already");
        if (on.isAfter(today)) return FieldError.of("on", "form.future");
        if (on.isBefore(enrolment.startsOn())) return FieldError.of("on", "assistance.period-order");
        boolean dropped = reason == Enrolment.End.DROPPED_OUT;
        if (dropped && dropReason == null) return FieldError.of("dropReason", "form.required");
        return !dropped && dropReason != null ? FieldError.of("dropReason", "assistance.drop-reason-alone") : null;
    }
}
