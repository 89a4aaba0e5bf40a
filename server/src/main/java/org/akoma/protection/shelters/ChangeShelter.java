package org.akoma.protection.shelters;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Plain;
import org.jspecify.annotations.Nullable;

/**
 * Ask for another name, other places and rules of a shelter; its code, country and structure stay.
 *
 * @param name nothing: as it is
 */
@InputForm(name = "cases.change-shelter", labels = "cases.shelter", changes = true)
record ChangeShelter(
        UUID id,
        Integer version,

        @Field(sealed = true, hint = "cases.shelter.name.hint", example = "Maison des Palmiers")
        @Size(max = ShelterName.LONGEST)
        @Pattern(regexp = Plain.TEXT, message = Plain.CODE)
        @Nullable
        String name,

        ShelterRules rules) {

    KeepShelter command(Shelter before) {
        return KeepShelter.of(id, before.code(), before.country(), rules, name);
    }
}
