package org.akoma.programme.findings;

import jakarta.validation.constraints.Size;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.programme.evaluation.ReportWords;
import org.jspecify.annotations.Nullable;

/** Put other words into a recommendation that is still a draft, or is corrected after its release was taken back. */
@InputForm(name = "evaluation.correct-recommendation", labels = "evaluation.recommendation", changes = true)
public record CorrectRecommendation(
        @Nullable Integer version,
        @Field(lines = 3) @Size(max = ReportWords.LONGEST) String words) implements Checked {

    @Override
    public List<FieldError> wrong() {
        return ReportWords.wrong("words", words);
    }
}
