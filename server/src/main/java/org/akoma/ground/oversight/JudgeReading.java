package org.akoma.ground.oversight;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;

/**
 * Judge, as the data protection officer, what somebody read.
 *
 * @param why the supervisor of who read it reads this
 */
@InputForm(name = "oversight.judge-reading", labels = "oversight.reading")
record JudgeReading(
        @Field(list = "oversight.verdicts", as = Field.Widget.RADIOS)
        UnusualReading.Verdict verdict,

        @Field(lines = 3, sealed = true, letters = Field.REASON) @Size(max = Form.LONG_TEXT)
        String why) {}
