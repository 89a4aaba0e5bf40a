package org.akoma.programme.fieldwork;

import java.util.List;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Rows;
import org.akoma.programme.fieldwork.WriteAnswers.Said;

/**
 * What was written before a danger is reported.
 *
 * @param answers kept as far as they may be written; what may not never holds up the report
 */
@InputForm(name = "evaluation.before-harm", labels = "evaluation.stop")
record BeforeHarm(
        @Rows(
                most = WriteAnswers.MOST,
                labels = "evaluation.answer",
                blank = {"words"})
        List<Said> answers) {}
