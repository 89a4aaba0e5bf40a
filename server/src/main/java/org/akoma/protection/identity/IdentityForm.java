package org.akoma.protection.identity;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.akoma.ground.reference.WorldLanguages;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is typed of a child's identity, in a page or as JSON; the names of the fields are the same in both. */
public final class IdentityForm {

    static final List<String> AGE_METHODS = List.of(
            "BIRTH_CERTIFICATE",
            "OTHER_DOCUMENT",
            "STATED_BY_CHILD",
            "STATED_BY_FAMILY",
            "SOCIAL_ASSESSMENT",
            "MEDICAL_ASSESSMENT");

    private IdentityForm() {}

    public static Identity read(Form form, LocalDate today, WorldLanguages world) {
        LocalDate born = form.date("birthDate");
        if (born != null && born.isAfter(today)) form.wrong("birthDate", "form.future");
        return new Identity(
                form.text("givenNames", Form.SHORT_TEXT),
                form.text("familyName", Form.SHORT_TEXT),
                form.text("otherNames", Form.SHORT_TEXT),
                form.text("alias", 60),
                born,
                form.choice("ageMethod", AGE_METHODS),
                form.text("birthPlace", Form.SHORT_TEXT),
                form.text("originRegion", Form.SHORT_TEXT),
                languages(form, world),
                form.answer("birthCertificate"),
                form.text("documents", 1_000),
                form.text("phone", 40),
                form.text("address", 500),
                form.text("disability", 1_000),
                form.text("specialNeeds", 1_000));
    }

    /** Codes, either one field each or one field with blanks or commas between. */
    private static List<String> languages(Form form, WorldLanguages world) {
        form.text("languages", 400);
        List<String> codes = form.allTyped("languages").stream()
                .flatMap(text -> List.of(text.strip().split("[\\s,;]+")).stream())
                .filter(code -> !code.isEmpty())
                .distinct()
                .toList();
        if (codes.stream().allMatch(world::knows)) return codes;
        form.wrong("languages", "cases.language");
        return List.of();
    }

    /** From the fields by name, with values as they are or as their texts. */
    static Identity of(Map<String, @Nullable Object> fields) {
        String born = text(fields, "birthDate");
        String certificate = text(fields, "birthCertificate");
        return new Identity(
                text(fields, "givenNames"),
                text(fields, "familyName"),
                text(fields, "otherNames"),
                text(fields, "alias"),
                born == null ? null : LocalDate.parse(born),
                text(fields, "ageMethod"),
                text(fields, "birthPlace"),
                text(fields, "originRegion"),
                fields.get("languages") instanceof List<?> codes
                        ? codes.stream().map(String::valueOf).toList()
                        : List.of(),
                certificate == null ? null : Boolean.valueOf(certificate),
                text(fields, "documents"),
                text(fields, "phone"),
                text(fields, "address"),
                text(fields, "disability"),
                text(fields, "specialNeeds"));
    }

    private static @Nullable String text(Map<String, @Nullable Object> fields, String name) {
        Object value = fields.get(name);
        return value == null ? null : value.toString();
    }

    /** The fields by name, as pages and JSON know them. */
    public static Map<String, @Nullable Object> fields(Identity identity) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("givenNames", identity.givenNames());
        fields.put("familyName", identity.familyName());
        fields.put("otherNames", identity.otherNames());
        fields.put("alias", identity.alias());
        fields.put("birthDate", identity.birthDate());
        fields.put("ageMethod", identity.ageMethod());
        fields.put("birthPlace", identity.birthPlace());
        fields.put("originRegion", identity.originRegion());
        fields.put("languages", identity.languages());
        fields.put("birthCertificate", identity.birthCertificate());
        fields.put("documents", identity.documents());
        fields.put("phone", identity.phone());
        fields.put("address", identity.address());
        fields.put("disability", identity.disability());
        fields.put("specialNeeds", identity.specialNeeds());
        return fields;
    }
}
