package org.akoma.ground.oversight;

import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/**
 * Hand the newest signed roots, or the journal until the newest root, to a partner; what is sent again under its id is handed once.
 *
 * @param to code of the partner's structure
 */
@InputForm(name = "oversight.hand-journal", labels = "oversight.handed")
record HandJournal(
        UUID id,
        @Field(example = "UNICEF") @Size(max = LONGEST_CODE) String to,

        @Field(list = "oversight.handed.whats", as = Field.Widget.RADIOS)
        HandedJournal.What what) {

    private static final int LONGEST_CODE = 40;

    HandJournal {
        to = to.toUpperCase(Locale.ROOT);
    }
}
