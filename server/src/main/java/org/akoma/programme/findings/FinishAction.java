package org.akoma.programme.findings;

import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.programme.evaluation.ReportWords;
import org.jspecify.annotations.Nullable;

/**
 * Say that one's own action is done; a second person agrees.
 *
 * @param proof what shows it: the paper, the list, the date of the session
 */
@InputForm(name = "evaluation.finish-action", labels = "evaluation.finish", changes = true)
public record FinishAction(
        @Nullable Integer version,
        @PastOrPresent LocalDate doneOn,

        @Field(lines = 3, letters = Field.REASON) @Size(max = ReportWords.LONGEST)
        String proof)
        implements Checked {

    /** The columns of the action, as they are agreed to. */
    Map<String, Object> asked() {
        return Map.of("done_on", doneOn.toString(), "proof", proof);
    }

    @Override
    public List<FieldError> wrong() {
        return ReportWords.wrong("proof", proof);
    }
}
