package org.akoma.programme.workshops;

import jakarta.validation.constraints.Size;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.akoma.programme.evaluation.ReportWords;
import org.jspecify.annotations.Nullable;

/** Write the minutes of a workshop, or write them anew. */
@InputForm(name = "evaluation.write-minutes", labels = "evaluation.workshop", changes = true)
public record WriteMinutes(
        @Nullable Integer version,

        @Field(lines = 8, sealed = true) @Size(max = Form.LONG_TEXT)
        String minutes) implements Checked {

    @Override
    public List<FieldError> wrong() {
        return ReportWords.wrong("minutes", minutes);
    }
}
