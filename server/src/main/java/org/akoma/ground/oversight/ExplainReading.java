package org.akoma.ground.oversight;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;

/** Say, as the supervisor of who read, what the reading was for. */
@InputForm(name = "oversight.explain-reading", labels = "oversight.reading")
record ExplainReading(
        @Field(lines = 4, sealed = true, letters = Field.REASON) @Size(max = Form.LONG_TEXT)
        String explanation) {}
