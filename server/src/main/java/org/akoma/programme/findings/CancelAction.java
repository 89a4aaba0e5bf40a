package org.akoma.programme.findings;

import jakarta.validation.constraints.Size;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.programme.evaluation.ReportWords;
import org.jspecify.annotations.Nullable;

/** Cancel an action that is open. */
@InputForm(name = "evaluation.cancel-action", labels = "evaluation.cancel", changes = true)
public record CancelAction(
        @Nullable Integer version,

        @Field(lines = 3, letters = Field.REASON) @Size(max = ReportWords.LONGEST)
        String reason)
        implements Checked {

    @Override
    public List<FieldError> wrong() {
        return ReportWords.wrong("reason", reason);
    }
}
