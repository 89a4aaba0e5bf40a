package org.akoma.protection.schooling;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** Records a step of an enrolment, under an id that the caller made. */
record RecordStep(
        UUID id,
        UUID enrolment,
        SchoolStep.Kind kind,
        LocalDate on,
        SchoolStep.Outcome outcome,
        SchoolStep.SealedText words) {

    /** The fields that people and programs fill in. */
    @InputForm(name = "assistance.record-school-step", labels = "school.step")
    record Input(
            UUID id,
            @Field(list = "school-step") SchoolStep.Kind kind,
            @Field(label = "school.on") LocalDate on,
            @Field(list = "school-outcome") SchoolStep.Outcome outcome,

            @Field(lines = 3, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
            String said) {

        RecordStep command(UUID enrolment) {
            return new RecordStep(id, enrolment, kind, on, outcome, new SchoolStep.SealedText(said));
        }
    }

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
