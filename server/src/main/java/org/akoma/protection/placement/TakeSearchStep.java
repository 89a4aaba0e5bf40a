package org.akoma.protection.placement;

import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** A step of the search for a child. */
@InputForm(name = "cases.take-search-step", labels = "cases.search")
public record TakeSearchStep(
        UUID id,

        @Field(list = "search-step", as = Field.Widget.RADIOS)
        SearchStep.Step step,

        @Field(label = "cases.search.lastSeen") @PastOrPresent @Nullable
        LocalDate lastSeenOn,

        @Field(lines = 4, sealed = true) @Size(max = Form.LONG_TEXT)
        String outcome) {

    public SearchStep.SealedText words() {
        return new SearchStep.SealedText(lastSeenOn, outcome);
    }
}
