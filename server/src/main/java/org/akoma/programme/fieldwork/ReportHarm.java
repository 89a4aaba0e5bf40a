package org.akoma.programme.fieldwork;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.programme.fieldwork.FieldInterview.Harm;
import org.jspecify.annotations.Nullable;

/**
 * Report harm of which a child told, under an id that the caller made: an alert on the child's file, never a finding.
 *
 * @param byStaff whether somebody of the staff of a structure does it: then no alert goes to those who follow the child, and it is a complaint
 * @param structure code of that structure
 */
@InputForm(name = "evaluation.report-harm", labels = "evaluation.harm", notInPath = "id")
record ReportHarm(
        UUID id,

        @Field(list = "evaluation.harm-kind", as = Field.Widget.RADIOS)
        Harm kind,

        @Field(lines = 4, sealed = true) @Size(max = 2_000) String what,

        @Nullable Boolean byStaff,

        @Field(
                when = "byStaff",
                is = "true",
                requiredWhenAsked = true,
                missing = "evaluation.no-staff-structure",
                example = "NGO-A")
        @Size(max = 60)
        @Nullable
        String structure) {}
