package org.akoma.programme.findings;

import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Rows;
import org.akoma.programme.evaluation.Criterion;
import org.akoma.programme.evaluation.ReportWords;
import org.akoma.programme.findings.Finding.Evidence;

/** Write a finding of a mission, under an id that the caller made. A draft of the team until all are released. */
@InputForm(name = "evaluation.write-finding", labels = "evaluation.finding")
public record WriteFinding(
        UUID id,
        @Field(list = "evaluation.area") Finding.Area area,
        @Field(list = "evaluation.criterion") Criterion criterion,

        @Field(list = "evaluation.level", as = Field.Widget.RADIOS_IN_LINE)
        Finding.Level severity,

        @Field(lines = 4) @Size(max = ReportWords.LONGEST) String words,

        @Rows(
                most = MOST_SOURCES,
                labels = "evaluation.evidence",
                blank = {"source", "note", "cites"})
        List<Evidence> evidence)
        implements Checked {

    static final int MOST_SOURCES = 10;

    @Override
    public List<FieldError> wrong() {
        return wrong(words, evidence);
    }

    static List<FieldError> wrong(String words, List<Evidence> evidence) {
        List<FieldError> wrong = new ArrayList<>(ReportWords.wrong("words", words));
        for (int i = 0; i < evidence.size(); i++) {
            Evidence one = evidence.get(i);
            wrong.addAll(ReportWords.wrong("evidence[" + i + "].note", one.note()));
            if (evidence.subList(0, i).stream().anyMatch(before -> before.source() == one.source()))
                wrong.add(FieldError.of("evidence[" + i + "].source", "evaluation.source-twice"));
        }
        return wrong;
    }
}
