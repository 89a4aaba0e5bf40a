package org.akoma.programme.findings;

import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.programme.evaluation.ReportWords;
import org.jspecify.annotations.Nullable;

/**
 * Recommend something that follows from a draft finding, under an id that the caller made.
 *
 * @param structure code of whom it is for; null = the management of the project
 */
@InputForm(name = "evaluation.recommend", labels = "evaluation.recommendation", notInPath = "id")
public record Recommend(
        UUID id,
        @Field(lines = 3) @Size(max = ReportWords.LONGEST) String words,
        @Field(example = "NGO-A") @Size(max = 60) @Nullable String structure,

        @Field(list = "evaluation.level", as = Field.Widget.RADIOS_IN_LINE)
        Finding.Level priority)
        implements Checked {

    @Override
    public List<FieldError> wrong() {
        return ReportWords.wrong("words", words);
    }
}
