package org.akoma.ground.oversight;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Report an incident of data protection, under an id of the caller's.
 *
 * @param files codes of the files of children whom it concerns
 * @param concerned accounts whose conduct it is about: they learn nothing of it
 * @param done what was done at once to contain it
 */
@InputForm(name = "oversight.report-incident", labels = "oversight.incident")
record ReportIncident(
        UUID id,

        @Field(list = "oversight.incident.kinds", as = Field.Widget.RADIOS)
        Incident.Kind kind,

        @Field(list = "oversight.incident.countries", as = Field.Widget.RADIOS)
        Incident.Country country,

        @Field(example = "2015-11-16T07:00:00Z") Instant discoveredAt,

        @Field(lines = 6, sealed = true, letters = Field.REASON) @Size(max = Form.LONG_TEXT)
        String what,

        @Field(separated = true, sealed = true, example = "AK-041") @Size(max = 40)
        List<String> files,

        @Field(separated = true, sealed = true, example = "SW-02") @Size(max = 40)
        List<String> concerned,

        @Field(lines = 3, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
        String done) {}
