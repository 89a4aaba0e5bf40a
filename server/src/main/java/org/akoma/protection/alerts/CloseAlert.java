package org.akoma.protection.alerts;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** End an alert; {@code FOUND} confirms that a lost child was found, by who did not write that step of the search. */
@InputForm(name = "followup.close-alert", labels = "followup.alert", changes = true)
record CloseAlert(
        UUID id,
        @Nullable Integer version,

        @Field(
                list = "alert-outcome",
                except = {"REASSESSED", "PLACED", "FILE_CLOSED"},
                as = Field.Widget.RADIOS)
        Alert.Outcome outcome,

        @Field(lines = 3, sealed = true, letters = Field.WORD) @Size(max = Form.LONG_TEXT)
        String end) {}
