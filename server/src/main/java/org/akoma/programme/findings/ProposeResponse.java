package org.akoma.programme.findings;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Rows;
import org.akoma.programme.evaluation.ReportWords;
import org.akoma.programme.findings.Recommendation.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Answer a recommendation, under an id that the caller made; a second person confirms answer and actions together.
 *
 * @param reason needed unless it is accepted as it is
 * @param actions at least one of what is accepted, none of what is rejected
 */
@InputForm(name = "evaluation.propose-response", labels = "evaluation.response", notInPath = "id")
public record ProposeResponse(
        UUID id,

        @Field(list = "evaluation.reply", as = Field.Widget.RADIOS)
        Reply answer,

        @Field(lines = 3) @Size(max = ReportWords.LONGEST) @Nullable
        String reason,

        @Rows(
                most = MOST_ACTIONS,
                labels = "evaluation.action",
                blank = {"words", "owner"})
        List<Planned> actions)
        implements Checked {

    static final int MOST_ACTIONS = 10;

    /**
     * @param owner code of the account of who answers for it, of either side
     * @param means people, money or things that it needs; null = nothing besides the owner's work
     */
    public record Planned(
            @Field(lines = 2) @Size(max = 600) String words,
            @Field(example = "SUP-01") @Size(max = 40) String owner,
            LocalDate dueOn,

            @Field(as = Field.Widget.WIDE) @Size(max = 400) @Nullable
            String means) {}

    @Override
    public List<FieldError> wrong() {
        List<FieldError> wrong = new ArrayList<>(ReportWords.wrong("reason", reason));
        if (answer != Reply.ACCEPTED && reason == null) wrong.add(FieldError.of("reason", "evaluation.response-why"));
        if (answer == Reply.REJECTED && !actions.isEmpty())
            wrong.add(FieldError.of("answer", "evaluation.rejected-with-action"));
        if (answer != Reply.REJECTED && actions.isEmpty())
            wrong.add(FieldError.of("answer", "evaluation.response-without-action"));
        for (int i = 0; i < actions.size(); i++) {
            String row = "actions[" + i + "].";
            wrong.addAll(ReportWords.wrong(
                    row + "words",
                    actions.get(i).words(),
                    row + "means",
                    actions.get(i).means()));
        }
        return wrong;
    }
}
