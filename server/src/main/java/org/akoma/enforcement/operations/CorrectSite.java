package org.akoma.enforcement.operations;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** Correct what is written of a site, on condition that nobody changed it since the caller read {@code version}. Its code stays: slips bear it. */
record CorrectSite(
        String operation,
        String site,
        int version,
        String sector,
        @Nullable String place) {

    /** What people and programs fill in. */
    @InputForm(name = "operations.correct-site", labels = "operations", changes = true, handlerAsksVersion = true)
    record Input(
            @Nullable Integer version,

            @Field(list = "sector") String sector,

            @Field(as = Field.Widget.WIDE, sealed = true) @Size(max = Form.SHORT_TEXT) @Nullable
            String place) {

        CorrectSite of(String operation, String site, int version) {
            return new CorrectSite(operation, site, version, sector, place);
        }
    }
}
