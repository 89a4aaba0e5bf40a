package org.akoma.protection.homecoming;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Begin the tracing of a family, under an id that the caller made, or take it a step further.
 *
 * @param version of the tracing as the caller read it; null = a new one
 * @param verifiedBy office or function that verified the family
 * @param safety what makes the return safe or unsafe
 */
@InputForm(name = "cases.trace-family", labels = "cases.tracing")
public record TraceFamily(
        UUID id,
        @Nullable Integer version,
        @Field(list = "tracing-status") Tracing.Status status,
        @Size(max = Form.SHORT_TEXT) @Nullable String verifiedBy,
        @Nullable LocalDate verifiedOn,
        @Nullable Boolean returnSafe,

        @Field(lines = 4, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
        String found,

        @Field(lines = 3, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
        String safety) {

    Tracing.SealedText words() {
        return new Tracing.SealedText(found, safety);
    }
}
