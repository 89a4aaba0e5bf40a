package org.akoma.programme.workshops;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.programme.evaluation.ReportWords;
import org.akoma.programme.findings.Finding.Area;

/** Note what a group put first, with the votes that it got, under an id that the caller made. */
@InputForm(name = "evaluation.note-priority", labels = "evaluation.priority")
public record NotePriority(
        UUID id,
        @Field(list = "evaluation.area") Area area,
        @Field(lines = 2) @Size(max = 600) String words,
        @Field(example = "12") @Min(0) @Max(1_000) Integer votes)
        implements Checked {

    @Override
    public List<FieldError> wrong() {
        return ReportWords.wrong("words", words);
    }
}
