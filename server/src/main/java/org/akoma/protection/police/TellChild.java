package org.akoma.protection.police;

import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.airlock.disclosure.Telling;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * The child was told what the police were given, in words for the child; or is not told yet, and why, which the supervisor confirms.
 *
 * @param words as they were said to the child, or why not
 */
@InputForm(name = "police.tell", labels = "police.tell", notInPath = "id")
record TellChild(
        UUID id,

        @Field(list = "police.tellings", as = Field.Widget.RADIOS)
        Said said,

        @Field(when = "said", is = "TOLD", requiredWhenAsked = true) @PastOrPresent @Nullable
        LocalDate onDay,

        @Field(list = "police.untold", when = "said", is = "NOT_YET", requiredWhenAsked = true)
        Telling.@Nullable Reason why,

        @Field(when = "said", is = "NOT_YET", requiredWhenAsked = true) @Nullable
        LocalDate reviewOn,

        @Field(lines = 4, sealed = true, letters = Field.REASON, page = "toldWords") @Size(max = Form.LONG_TEXT)
        String words)
        implements Checked {

    enum Said {
        TOLD,
        NOT_YET
    }

    @Override
    public List<FieldError> wrong() {
        List<FieldError> wrong = new ArrayList<>();
        if (said == Said.TOLD && onDay == null) wrong.add(FieldError.of("onDay", "form.required"));
        if (said == Said.NOT_YET && why == null) wrong.add(FieldError.of("why", "form.required"));
        if (said == Said.NOT_YET && reviewOn == null) wrong.add(FieldError.of("reviewOn", "form.required"));
        return wrong;
    }
}
