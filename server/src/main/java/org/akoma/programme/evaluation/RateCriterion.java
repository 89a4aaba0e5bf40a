package org.akoma.programme.evaluation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/**
 * Rate one criterion of a mission, or say why it is not rated.
 *
 * @param points from 1, weak, to 4, good; null = not rated
 */
@InputForm(name = "evaluation.rate-criterion", labels = "evaluation.rating")
public record RateCriterion(
        @Field(list = "evaluation.criterion") Criterion criterion,
        @Field(example = "3") @Min(1) @Max(4) @Nullable Integer points,

        @Field(lines = 2) @Size(max = ReportWords.LONGEST) @Nullable
        String note)
        implements Checked {

    /** Whether a rating says just this. */
    boolean isSaidBy(Mission.Rating rating) {
        return rating.criterion() == criterion
                && Objects.equals(rating.points(), points)
                && Objects.equals(rating.note(), note);
    }

    @Override
    public List<FieldError> wrong() {
        List<FieldError> wrong = new ArrayList<>(ReportWords.wrong("note", note));
        if (points == null && note == null) wrong.add(FieldError.of("note", "evaluation.rating-why-not"));
        return wrong;
    }
}
