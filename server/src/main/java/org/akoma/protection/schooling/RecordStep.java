package org.akoma.protection.schooling;

import java.time.LocalDate;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.reference.Policies;
import org.jspecify.annotations.Nullable;

/** Records a step of an enrolment, under an id that the caller made. */
record RecordStep(
        UUID id,
        UUID enrolment,
        SchoolStep.Kind kind,
        LocalDate on,
        SchoolStep.Outcome outcome,
        SchoolStep.SealedText words) {

    /** @param age of the child on that day; null = not known */
    @Nullable
    FieldError refusal(Enrolment enrolment, @Nullable Integer age, LocalDate today, Policies policies) {
        if (!kind.mayBe(outcome)) return FieldError.of("outcome", "assistance.outcome-of-step");
        if (kind.isOfApprentices() && !enrolment.isApprenticeship())
            return FieldError.of("kind", "assistance.step-of-apprentices");
        if (on.isAfter(today)) return FieldError.of("on", "form.future");
        if (on.isBefore(enrolment.startsOn()))
            return FieldError.of("on", "assistance.before-enrolment", enrolment.startsOn());
        int schooling = policies.years("age.schooling.max-exclusive");
        boolean works = outcome == SchoolStep.Outcome.EMPLOYED || outcome == SchoolStep.Outcome.SELF_EMPLOYED;
        return works && (age == null || age < schooling)
                ? FieldError.of("outcome", "assistance.too-young-to-work", schooling)
                : null;
    }
}
