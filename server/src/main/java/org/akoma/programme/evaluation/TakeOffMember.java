package org.akoma.programme.evaluation;

import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/** Ask that another evaluator is taken off the team; the data protection officer agrees, and the reason is kept. */
@InputForm(name = "evaluation.take-off-member", labels = "evaluation.removal")
public record TakeOffMember(
        @Field(lines = 3, letters = Field.REASON) @Size(max = ReportWords.LONGEST)
        String reason) implements Checked {

    /** The columns of the membership, as they are agreed to. */
    Map<String, Object> asked() {
        return Map.of("left_why", reason);
    }

    @Override
    public List<FieldError> wrong() {
        return ReportWords.wrong("reason", reason);
    }
}
