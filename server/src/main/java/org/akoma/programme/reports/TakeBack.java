package org.akoma.programme.reports;

import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.programme.evaluation.ReportWords;

/**
 * Take a release back at once, under an id that the caller made; a second person confirms or undoes it.
 *
 * @param about code of the mission, with all reports about it, or of one report
 */
@InputForm(name = "reports.take-back", labels = "reports.recall", notInPath = "id")
record TakeBack(
        UUID id,
        @Field(example = "EV-MISSION-1") @Size(max = 40) String about,

        @Field(lines = 3, letters = Field.WORD) @Size(max = ReportWords.LONGEST)
        String reason)
        implements Checked {

    @Override
    public List<FieldError> wrong() {
        return ReportWords.wrong("reason", reason);
    }
}
