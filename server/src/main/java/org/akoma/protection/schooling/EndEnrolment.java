package org.akoma.protection.schooling;

import java.time.LocalDate;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/**
 * The child is no longer enrolled.
 *
 * @param on the first day without it
 * @param dropReason needed for a drop-out, and only for it
 */
record EndEnrolment(LocalDate on, Enrolment.End reason, Enrolment.@Nullable DropOut dropReason) {

    /** The fields that people and programs fill in. */
    @InputForm(name = "assistance.end-enrolment", labels = "school.end", changes = true)
    record Input(
            UUID id,
            @Nullable Integer version,
            LocalDate on,
            @Field(list = "enrolment-end") Enrolment.End reason,

            @Field(list = "drop-out-reason", label = "school.end.drop")
            Enrolment.@Nullable DropOut dropReason) {

        EndEnrolment command() {
            return new EndEnrolment(on, reason, dropReason);
        }
    }

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
