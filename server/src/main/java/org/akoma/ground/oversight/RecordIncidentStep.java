package org.akoma.ground.oversight;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;

/**
 * Record what was done about an incident, or why it was not.
 *
 * @param doneAt never before its discovery
 */
@InputForm(name = "oversight.incident-step", labels = "oversight.incident.step")
record RecordIncidentStep(
        UUID id,

        @Field(list = "oversight.incident.steps", as = Field.Widget.RADIOS)
        Incident.What what,

        @Field(example = "2015-11-16T09:00:00Z") Instant doneAt,

        @Field(lines = 3, sealed = true, letters = Field.REASON) @Size(max = Form.LONG_TEXT)
        String words) {}
