package org.akoma.protection.police;

import jakarta.validation.constraints.Size;
import org.akoma.airlock.disclosure.DisclosureRequest.Without;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;

/** Why something leaves without the child's consent, by who works with the child; who says it decides no more. */
@InputForm(name = "police.without", labels = "police.without")
record StateWithout(
        @Field(list = "disclosure.withouts") Without without,

        @Field(lines = 3, sealed = true, letters = Field.REASON) @Size(max = Form.LONG_TEXT)
        String withoutWords) {}
