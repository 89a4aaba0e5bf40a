package org.akoma.protection.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is typed of a child's family, in a page or as JSON. */
final class FamilyForm {

    private FamilyForm() {}

    /** With nothing in it where something is wrong: see the form's errors. */
    static Family read(Form form, Forms forms) {
        FamilyInput input = forms.of(FamilyInput.class).read(form, Map.of());
        return input == null ? FamilyInput.NOTHING : input.family();
    }

    static Map<String, @Nullable Object> fields(Family family) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("caregivers", family.caregivers());
        fields.put("phone", family.phone());
        fields.put("address", family.address());
        fields.put("siblings", family.siblings());
        fields.put("siblingCodes", family.siblingCodes());
        fields.put("role", family.role());
        fields.put("contact", family.contact());
        fields.put("safety", family.safety());
        return fields;
    }
}
