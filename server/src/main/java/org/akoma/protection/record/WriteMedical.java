package org.akoma.protection.record;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Write what was done for the child's health, under an id that the caller made.
 *
 * @param care what matters for the child's care
 * @param detail clinical words
 */
@InputForm(name = "cases.write-medical", labels = "cases.medical")
record WriteMedical(
        UUID id,

        @Field(list = "cases.medical.kinds", as = Field.Widget.RADIOS_IN_LINE)
        Medical.Kind kind,

        Instant at,
        @Field(merge = Field.Merge.SAFEST) boolean urgent,

        @Field(lines = 2, sealed = true) @Size(max = 2_000) @Nullable
        String care,

        @Field(lines = 4, sealed = true) @Size(max = Form.LONG_TEXT)
        String detail) {

    Medical by(UUID person) {
        return new Medical(id, at, kind, urgent, care, detail, person);
    }
}
