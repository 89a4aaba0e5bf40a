package org.akoma.programme.findings;

import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.programme.evaluation.ReportWords;
import org.jspecify.annotations.Nullable;

/** Ask that an open action is cancelled; a second person agrees. */
@InputForm(name = "evaluation.cancel-action", labels = "evaluation.cancel", changes = true)
public record CancelAction(
        @Nullable Integer version,

        @Field(lines = 3, letters = Field.REASON) @Size(max = ReportWords.LONGEST)
        String reason)
        implements Checked {

    /** The columns of the action, as they are agreed to. */
    Map<String, Object> asked() {
        return Map.of("cancelled_why", reason);
    }

    @Override
    public List<FieldError> wrong() {
        return ReportWords.wrong("reason", reason);
    }
}
