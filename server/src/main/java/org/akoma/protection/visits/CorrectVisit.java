package org.akoma.protection.visits;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** Correct the record of a visit: the same fields, and why; what it said before stays readable. */
@InputForm(name = "followup.correct-visit", labels = "followup.visit.correct", changes = true)
record CorrectVisit(
        @Nullable Integer version,

        @Field(lines = 2, sealed = true, letters = Field.WORD) @Size(max = Form.LONG_TEXT)
        String why,

        RecordVisit.Input visit) {}
