package org.akoma.programme.workshops;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** Write the minutes of a workshop, or write them anew. */
@InputForm(name = "evaluation.write-minutes", labels = "evaluation.workshop", changes = true)
public record WriteMinutes(
        @Nullable Integer version,

        @Field(lines = 8, sealed = true) @Size(max = Form.LONG_TEXT)
        String minutes) {}
