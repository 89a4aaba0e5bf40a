package org.akoma.ground.people;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Locale;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/**
 * End a structure.
 *
 * @param validUntil the first day on which it no longer exists
 * @param successor code of the structure that takes over its mandate; null = none
 */
@InputForm(name = "access.end-organisation", labels = "access")
record EndOrganisation(
        @Field(label = "access.valid-until") LocalDate validUntil,

        @Field(example = "NGO-B") @Size(max = MakePerson.LONGEST) @Nullable
        String successor) {

    EndOrganisation {
        successor = successor == null ? null : successor.toUpperCase(Locale.ROOT);
    }
}
