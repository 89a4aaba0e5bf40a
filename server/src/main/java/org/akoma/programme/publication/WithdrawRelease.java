package org.akoma.programme.publication;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/** Ask that a release is no longer shown; a second person decides. */
@InputForm(name = "publication.withdraw-release", labels = "publication.withdraw")
record WithdrawRelease(
        @Field(lines = 3, sealed = true, letters = Field.WORD) @Size(max = 2_000)
        String reason) {}
