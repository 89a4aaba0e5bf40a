package org.akoma.protection.placement;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;

/** Write to the shelter where the child sleeps what it has to do for the child's safety, under an id that the caller made. */
@InputForm(name = "cases.instruct-stay", labels = "cases.instruction")
record InstructStay(
        UUID id,

        @Field(lines = 4, sealed = true) @Size(max = Form.LONG_TEXT)
        String text) {}
