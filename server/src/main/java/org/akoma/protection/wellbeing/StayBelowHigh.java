package org.akoma.protection.wellbeing;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;

/** Leave a child's risk below the HIGH that was proposed. */
@InputForm(name = "followup.stay-below-high", labels = "followup.high")
record StayBelowHigh(
        @Field(lines = 3, sealed = true, letters = Field.REASON, page = "stayReason") @Size(max = Form.LONG_TEXT)
        String reason) {}
