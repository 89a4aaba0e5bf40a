package org.akoma.programme.samples;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/**
 * Draw the sample of a mission, under an id that the caller made; the data protection officer confirms it.
 *
 * @param interviewers accounts of the team, trained for it, who may interview a child
 */
@InputForm(name = "evaluation.propose-sample", labels = "evaluation.sample")
public record ProposeSample(
        UUID id,

        @Field(list = "evaluation.sample-way", as = Field.Widget.RADIOS)
        Sample.Way way,

        @Field(example = "14") @Min(1) @Max(500) Integer size,

        @Field(lines = 2, separated = true, example = "EVAL-01 EVAL-02") @Size(max = 400)
        List<String> interviewers) {}
