package org.akoma.programme.findings;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Plain;
import org.jspecify.annotations.Nullable;

/**
 * Transfer an open action to who goes on with it when the project ends.
 *
 * @param receiver the person or the office by name
 * @param structure code of theirs
 */
@InputForm(name = "evaluation.transfer-action", labels = "evaluation.transfer", changes = true)
public record TransferAction(
        @Nullable Integer version,

        @Field(letters = Field.WORD, as = Field.Widget.WIDE, example = "Direction de la protection")
        @Size(max = 200)
        @Pattern(regexp = Plain.TEXT, message = Plain.CODE)
        String receiver,

        @Field(example = "MIN-CI") @Size(max = 60) String structure) {}
