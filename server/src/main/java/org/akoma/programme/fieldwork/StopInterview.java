package org.akoma.programme.fieldwork;

import java.util.List;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Rows;
import org.akoma.programme.fieldwork.WriteAnswers.Said;

/**
 * Stop an interview because of distress.
 *
 * @param answers what was written so far. It is kept as far as it may be written; what may not never holds up the stop
 */
@InputForm(name = "evaluation.stop-interview", labels = "evaluation.stop")
record StopInterview(
        @Field(list = "evaluation.distress", as = Field.Widget.RADIOS)
        FieldInterview.Distress why,

        @Rows(
                most = WriteAnswers.MOST,
                labels = "evaluation.answer",
                blank = {"words"})
        List<Said> answers) {}
