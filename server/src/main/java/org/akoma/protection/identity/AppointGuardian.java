package org.akoma.protection.identity;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** Record who answers for the child. Repeating it (same id) records nothing new. */
@InputForm(name = "cases.appoint-guardian", labels = "cases.guardian")
public record AppointGuardian(
        UUID id,

        @Field(list = "guardian-kind", as = Field.Widget.RADIOS)
        Guardian.Kind kind,

        LocalDate appointedOn,
        @Field(sealed = true) @Size(max = Form.SHORT_TEXT) String name,

        @Field(sealed = true) @Size(max = Form.SHORT_TEXT) @Nullable
        String contact,

        @Field(lines = 3, sealed = true) @Size(max = 2_000) @Nullable
        String words) {

    /** That a guardian no longer answers for the child. */
    @InputForm(name = "cases.end-guardian", labels = "cases.guardian")
    public record End(LocalDate endedOn) {}
}
