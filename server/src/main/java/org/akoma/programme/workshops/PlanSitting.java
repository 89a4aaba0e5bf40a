package org.akoma.programme.workshops;

import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.programme.evaluation.ReportWords;

/** Put a session on the agenda of a workshop, under an id that the caller made: open to the press, to beneficiaries or to neither. */
@InputForm(name = "evaluation.plan-sitting", labels = "evaluation.sitting")
public record PlanSitting(
        UUID id,
        @Field(as = Field.Widget.WIDE) @Size(max = 200) String title,

        @Field(list = "evaluation.audience", as = Field.Widget.RADIOS)
        Workshop.Audience audience)
        implements Checked {

    @Override
    public List<FieldError> wrong() {
        return ReportWords.wrong("title", title);
    }
}
