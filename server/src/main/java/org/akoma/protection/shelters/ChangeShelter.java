package org.akoma.protection.shelters;

import java.util.UUID;
import org.akoma.ground.forms.InputForm;

/** Ask for other places and rules of a shelter; its code, country and structure stay. */
@InputForm(name = "cases.change-shelter", labels = "cases.shelter", changes = true)
record ChangeShelter(UUID id, Integer version, ShelterRules rules) {

    KeepShelter command(Shelter before) {
        return KeepShelter.of(id, before.code(), before.country(), rules);
    }
}
