package org.akoma.airlock.disclosure;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;

/** The police answer a report of care, once: an operation was opened, or nothing is done, and why. */
@InputForm(name = "disclosure.answer-report", labels = "disclosure.report")
record AnswerReport(
        @Field(list = "disclosure.answers", as = Field.Widget.RADIOS)
        OffenceReport.Answer answer,

        @Field(lines = 3, sealed = true, letters = Field.REASON) @Size(max = Form.LONG_TEXT)
        String answerWords) {}
