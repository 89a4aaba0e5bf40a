package org.akoma.programme.fieldwork;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.programme.fieldwork.FieldInterview.Harm;

/** Report harm of which a child told, under an id that the caller made: an alert on the child's file, never a finding. */
@InputForm(name = "evaluation.report-harm", labels = "evaluation.harm", notInPath = "id")
record ReportHarm(
        UUID id,

        @Field(list = "evaluation.harm-kind", as = Field.Widget.RADIOS)
        Harm kind,

        @Field(lines = 4, sealed = true) @Size(max = 2_000) String what) {}
