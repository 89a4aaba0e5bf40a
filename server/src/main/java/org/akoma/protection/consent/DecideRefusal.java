package org.akoma.protection.consent;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;

/** Say what follows from a child's no. */
@InputForm(name = "cases.decide-refusal", labels = "cases.refusal")
record DecideRefusal(
        @Field(list = "refusal-decision", as = Field.Widget.RADIOS)
        ConsentRefusal.Decision decision,

        @Field(lines = 3, sealed = true, letters = Field.WORD) @Size(max = Form.LONG_TEXT)
        String reason) {}
