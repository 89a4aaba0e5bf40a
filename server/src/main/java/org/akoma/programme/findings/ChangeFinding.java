package org.akoma.programme.findings;

import jakarta.validation.constraints.Size;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Rows;
import org.akoma.programme.evaluation.Criterion;
import org.akoma.programme.evaluation.ReportWords;
import org.akoma.programme.findings.Finding.Evidence;
import org.jspecify.annotations.Nullable;

/** Change a finding that is still a draft; its sources are those that are named now. */
@InputForm(name = "evaluation.change-finding", labels = "evaluation.finding", changes = true)
public record ChangeFinding(
        @Nullable Integer version,
        @Field(list = "evaluation.area") Finding.Area area,
        @Field(list = "evaluation.criterion") Criterion criterion,

        @Field(list = "evaluation.level", as = Field.Widget.RADIOS_IN_LINE)
        Finding.Level severity,

        @Field(lines = 4) @Size(max = ReportWords.LONGEST) String words,

        @Rows(
                most = WriteFinding.MOST_SOURCES,
                labels = "evaluation.evidence",
                blank = {"source", "note", "cites"})
        List<Evidence> evidence)
        implements Checked {

    @Override
    public List<FieldError> wrong() {
        return WriteFinding.wrong(words, evidence);
    }
}
