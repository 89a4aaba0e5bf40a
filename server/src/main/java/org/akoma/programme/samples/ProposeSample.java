package org.akoma.programme.samples;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/** Draw the sample of a mission, under an id that the caller made; the data protection officer confirms it. */
@InputForm(name = "evaluation.propose-sample", labels = "evaluation.sample")
public record ProposeSample(
        UUID id,

        @Field(list = "evaluation.sample-way", as = Field.Widget.RADIOS)
        Sample.Way way,

        @Field(example = "14") @Min(1) @Max(500) Integer size,

        Interviewers hearing)
        implements Checked {

    @Override
    public List<FieldError> wrong() {
        return hearing.wrong();
    }
}
