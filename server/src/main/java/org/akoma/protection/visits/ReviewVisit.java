package org.akoma.protection.visits;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** Say, as a supervisor, that the record of a visit was read. */
@InputForm(name = "followup.review-visit", labels = "followup.visit", changes = true)
record ReviewVisit(
        @Nullable Integer version,

        @Field(lines = 3, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
        String remark) {}
