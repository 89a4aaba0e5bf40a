package org.akoma.protection.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is typed of a child's family, in a page or as JSON. */
final class FamilyForm {

    private FamilyForm() {}

    static Family read(Form form) {
        return new Family(
                form.text("caregivers", 2_000),
                form.text("phone", 40),
                form.text("address", 500),
                form.text("siblings", 1_000),
                codes(form),
                form.choice("role", Family.Role.class),
                form.choice("contact", Family.Contact.class),
                form.text("safety", 2_000));
    }

    private static List<String> codes(Form form) {
        form.text("siblingCodes", 400);
        List<String> codes = form.allTyped("siblingCodes").stream()
                .flatMap(text -> List.of(text.strip().split("[\\s,;]+")).stream())
                .filter(code -> !code.isEmpty())
                .distinct()
                .toList();
        if (codes.stream().allMatch(code -> code.matches("[A-Z]{2,6}-[0-9]{3,9}"))) return codes;
        form.wrong("siblingCodes", "cases.code");
        return List.of();
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
