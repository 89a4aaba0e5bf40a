package org.akoma.programme.fieldwork;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.KeptAsDraft;
import org.akoma.ground.forms.Rows;
import org.akoma.programme.evaluation.ReportWords;
import org.jspecify.annotations.Nullable;

/**
 * Write what was answered, and whether the interview has ended.
 *
 * @param answers of the questions of the guide, those that are named
 * @param minutes that an interview with a child lasted, said when it has ended; null = until now
 */
@KeptAsDraft(verb = Verb.EVALUATION_WRITE, thing = "id")
@InputForm(name = "evaluation.write-answers", labels = "evaluation.interview", changes = true)
public record WriteAnswers(
        @Nullable Integer version,

        @Rows(
                most = MOST,
                labels = "evaluation.answer",
                blank = {"words"})
        List<Said> answers,

        @Min(1) @Max(FieldInterview.LONGEST_MINUTES) @Nullable
        Integer minutes,

        @Nullable Boolean ended)
        implements Checked {

    static final int MOST = 12;

    /** @param question its id in the guide */
    public record Said(
            @Field(as = Field.Widget.HIDDEN, example = "WHO_HELPS") @Size(max = 40)
            String question,

            @Field(lines = 3, sealed = true) @Size(max = 1_000) @Nullable
            String words) {}

    @Override
    public List<FieldError> wrong() {
        List<FieldError> wrong = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++)
            wrong.addAll(
                    ReportWords.wrong("answers[" + i + "].words", answers.get(i).words()));
        return wrong;
    }
}
