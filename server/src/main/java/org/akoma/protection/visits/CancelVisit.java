package org.akoma.protection.visits;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** Cancel a visit that is to come. */
@InputForm(name = "followup.cancel-visit", labels = "followup.visit", changes = true)
record CancelVisit(
        @Nullable Integer version,

        @Field(
                list = "visit-cancel-reason",
                except = {"PLANNED_ANEW", "FILE_CLOSED"},
                label = "followup.visit.why",
                page = "cancelReason")
        String reason,

        @Field(lines = 2, sealed = true, letters = Field.WORD, label = "followup.visit.why.words", page = "cancelWhy")
        @Size(max = Form.LONG_TEXT)
        @Nullable
        String why) {}
