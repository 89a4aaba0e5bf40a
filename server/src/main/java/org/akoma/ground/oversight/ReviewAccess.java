package org.akoma.ground.oversight;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Review an account, as a data protection officer who is not its holder.
 *
 * @param why required unless the account is kept as it is and nothing is still asked of it: what is to change, why it is to end, or why no longer. The
 * administrators of its side read this
 */
@InputForm(name = "oversight.review-access", labels = "oversight.access-review")
record ReviewAccess(
        UUID id,

        @Field(list = "oversight.access-verdicts", as = Field.Widget.RADIOS)
        AccessReview.Verdict verdict,

        @Field(lines = 3, sealed = true, letters = Field.REASON) @Size(max = Form.LONG_TEXT) @Nullable
        String why) {}
