package org.akoma.programme.samples;

import jakarta.validation.constraints.Size;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.programme.evaluation.ReportWords;
import org.jspecify.annotations.Nullable;

/**
 * Who may interview a child of the sample.
 *
 * @param interviewers accounts of evaluators of the team whose certificate for it is valid; empty = nobody
 * @param training a note on how they were trained, as the second person reads it; null = none
 */
@InputForm(name = "evaluation.interviewers", labels = "evaluation.sample")
public record Interviewers(
        @Field(lines = 2, separated = true, example = "EVAL-01 EVAL-02") @Size(max = 400)
        List<String> interviewers,

        @Field(lines = 2, example = "Hearing a child, two days, Abidjan, September 2015") @Size(max = 400) @Nullable
        String training) {

    List<FieldError> wrong() {
        return ReportWords.wrong("training", training);
    }
}
