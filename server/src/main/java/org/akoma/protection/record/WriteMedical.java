package org.akoma.protection.record;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Write what was done for the child's health, under an id that the caller made.
 *
 * @param edition version and language of the questionnaire
 * @param outcome band or score, as somebody else computed it
 * @param care what matters for the child's care
 * @param detail clinical words
 */
@InputForm(name = "cases.write-medical", labels = "cases.medical")
record WriteMedical(
        UUID id,

        @Field(list = "cases.medical.kinds", as = Field.Widget.RADIOS_IN_LINE)
        Medical.Kind kind,

        @Field(
                list = "cases.medical.instruments",
                as = Field.Widget.RADIOS_IN_LINE,
                when = "kind",
                is = "EXTERNAL_RESULT",
                requiredWhenAsked = true,
                missing = "form.required")
        Medical.@Nullable Instrument instrument,

        @Field(
                example = "2005, français",
                when = "kind",
                is = "EXTERNAL_RESULT",
                requiredWhenAsked = true,
                missing = "form.required")
        @Size(max = 60)
        @Nullable
        String edition,

        @Field(
                list = "cases.medical.respondents",
                as = Field.Widget.RADIOS_IN_LINE,
                when = "kind",
                is = "EXTERNAL_RESULT",
                requiredWhenAsked = true,
                missing = "form.required")
        Medical.@Nullable Respondent respondent,

        @Field(
                sealed = true,
                when = "kind",
                is = "EXTERNAL_RESULT",
                requiredWhenAsked = true,
                missing = "form.required")
        @Size(max = Form.SHORT_TEXT)
        @Nullable
        String outcome,

        Instant at,
        @Field(merge = Field.Merge.SAFEST) boolean urgent,

        @Field(lines = 2, sealed = true) @Size(max = 2_000) @Nullable
        String care,

        @Field(lines = 4, sealed = true) @Size(max = Form.LONG_TEXT)
        String detail)
        implements Checked {

    /** What is urgent is read by who houses the child, a result is not. */
    @Override
    public List<FieldError> wrong() {
        return kind == Medical.Kind.EXTERNAL_RESULT && urgent
                ? List.of(FieldError.of("urgent", "cases.result-urgent"))
                : List.of();
    }

    Medical by(UUID person) {
        return new Medical(id, at, kind, urgent, result(), care, detail, person);
    }

    private Medical.@Nullable Result result() {
        return kind != Medical.Kind.EXTERNAL_RESULT
                        || instrument == null
                        || edition == null
                        || respondent == null
                        || outcome == null
                ? null
                : new Medical.Result(instrument, edition, respondent, outcome);
    }
}
