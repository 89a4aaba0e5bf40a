package org.akoma.protection.record;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;

/** Write a note in the file, under an id that the caller made. */
@InputForm(name = "cases.write-note", labels = "cases.note")
record WriteNote(
        UUID id,

        @Field(list = "cases.note.kinds", as = Field.Widget.RADIOS_IN_LINE)
        Note.Kind kind,

        Instant at,

        @Field(lines = 5, sealed = true) @Size(max = Form.LONG_TEXT)
        String text) {}
