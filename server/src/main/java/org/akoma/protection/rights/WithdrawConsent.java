package org.akoma.protection.rights;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.protection.consent.Consent;
import org.jspecify.annotations.Nullable;

/**
 * The child or the guardian takes a consent back, after its effects were shown.
 *
 * @param seen version of the effects that were shown; without it nothing is taken back, with a sentence of its own
 * @param words of the child or the guardian; sealed
 */
@InputForm(name = "rights.withdraw", labels = "rights.withdraw")
record WithdrawConsent(
        UUID id,

        @Field(as = Field.Widget.HIDDEN) @Size(max = 64) @Nullable
        String seen,

        @Field(
                list = "cases.giver",
                only = {"CHILD", "GUARDIAN"},
                as = Field.Widget.RADIOS)
        Consent.GivenBy givenBy,

        @Field(lines = 2, sealed = true) @Size(max = LONGEST_WORDS) @Nullable
        String words) {

    private static final int LONGEST_WORDS = 500;
}
