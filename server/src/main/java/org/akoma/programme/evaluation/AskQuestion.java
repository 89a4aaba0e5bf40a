package org.akoma.programme.evaluation;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/** Put a question into the matrix of a mission, under an id that the caller made: by which criterion, answered from which sources. */
@InputForm(name = "evaluation.ask-question", labels = "evaluation.question")
public record AskQuestion(
        UUID id,
        @Field(list = "evaluation.criterion") Criterion criterion,
        @Field(lines = 2) @Size(max = 400) String words,

        @Field(list = "evaluation.source") @NotEmpty Set<Source> sources)
        implements Checked {

    @Override
    public List<FieldError> wrong() {
        return ReportWords.wrong("words", words);
    }
}
