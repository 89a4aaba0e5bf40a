package org.akoma.ground.settings;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.reference.Policy;
import org.akoma.ground.web.Form;

/**
 * Propose another value for a limit of this programme.
 *
 * @param value in the unit of the limit; a list has commas between its numbers
 */
@InputForm(name = "settings.propose-limit", labels = "settings.limit")
record ProposeLimit(
        @Field(example = "48") @Size(max = 60) String value,

        @Field(lines = 3, letters = Field.WORD) @Size(max = Form.LONG_TEXT)
        String why) {

    /** What came of it. */
    enum Result {
        WAITS,
        FORBIDDEN,
        NOT_FOUND,
        /** No number of this unit. */
        WRONG,
        /** It is so already. */
        SAME,
        /** Weaker or stricter than any programme may make it: {@link Policy#least()} and {@link Policy#most()}. */
        BOUNDS,
        /** The operator set it in the configuration, which wins. */
        CONFIGURED
    }
}
