package org.akoma.ground.oversight;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;

/**
 * Ask that an incident ends; a second data protection officer or the project manager agrees.
 *
 * @param reason who decides reads it: no child, no name
 */
@InputForm(name = "oversight.ask-incident-end", labels = "oversight.incident.end")
record AskIncidentEnd(
        @Field(lines = 3, sealed = true, letters = Field.REASON) @Size(max = Form.LONG_TEXT)
        String reason) {}
