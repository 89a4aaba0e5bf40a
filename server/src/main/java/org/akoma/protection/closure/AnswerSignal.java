package org.akoma.protection.closure;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;

/**
 * One person says why the file is not opened again; a second one agrees.
 *
 * @param words sealed under the file's key
 */
@InputForm(name = "signals.answer", labels = "signals.answer")
record AnswerSignal(
        @Field(list = "signals.whys", as = Field.Widget.RADIOS)
        ReceivedSignal.Why why,

        @Field(lines = 3, sealed = true, letters = Field.REASON) @Size(max = Form.LONG_TEXT)
        String words) {}
