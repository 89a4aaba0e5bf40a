package org.akoma.protection.identity;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/** What people and programs fill in of a child's family, in the order of the form. */
@InputForm(name = "cases.change-family", labels = "cases.family", changes = true)
record FamilyInput(
        @Nullable Integer version,

        @Field(lines = 3, sealed = true) @Size(max = 2_000) @Nullable
        String caregivers,

        @Field(sealed = true) @Size(max = 40) @Nullable String phone,

        @Field(lines = 2, sealed = true) @Size(max = 500) @Nullable
        String address,

        @Field(lines = 2, sealed = true) @Size(max = 1_000) @Nullable
        String siblings,

        @Field(separated = true, example = "AK-001", merge = Field.Merge.UNION)
        @Size(max = 400)
        @Pattern(regexp = "[A-Z]{2,6}-[0-9]{3,9}", message = "cases.code")
        List<String> siblingCodes,

        @Field(list = "cases.family.roles", as = Field.Widget.RADIOS, merge = Field.Merge.SAFEST)
        Family.@Nullable Role role,

        @Field(list = "cases.family.contacts", as = Field.Widget.RADIOS, merge = Field.Merge.SAFEST)
        Family.@Nullable Contact contact,

        @Field(lines = 3, sealed = true) @Size(max = 2_000) @Nullable
        String safety) {

    static final Family NOTHING = new Family(null, null, null, null, List.of(), null, null, null);

    Family family() {
        return new Family(caregivers, phone, address, siblings, siblingCodes, role, contact, safety);
    }
}
