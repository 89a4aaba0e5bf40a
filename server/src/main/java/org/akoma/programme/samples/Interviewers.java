package org.akoma.programme.samples;

import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.programme.evaluation.ReportWords;
import org.jspecify.annotations.Nullable;

/**
 * Who may interview a child of the sample.
 *
 * @param interviewers accounts of evaluators of the team; empty = nobody
 * @param training where and when they were trained for it, as the second person reads it; needed where somebody is named
 */
@InputForm(name = "evaluation.interviewers", labels = "evaluation.sample")
public record Interviewers(
        @Field(lines = 2, separated = true, example = "EVAL-01 EVAL-02") @Size(max = 400)
        List<String> interviewers,

        @Field(lines = 2, example = "Hearing a child, two days, Abidjan, September 2015") @Size(max = 400) @Nullable
        String training) {

    List<FieldError> wrong() {
        List<FieldError> wrong = new ArrayList<>(ReportWords.wrong("training", training));
        if (!interviewers.isEmpty() && training == null)
            wrong.add(FieldError.of("training", "evaluation.no-training-told"));
        return wrong;
    }
}
