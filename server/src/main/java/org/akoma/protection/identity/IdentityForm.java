package org.akoma.protection.identity;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.reference.WorldLanguages;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is typed of a child's identity, in a page or as JSON; the names of the fields are the same in both. */
public final class IdentityForm {

    private IdentityForm() {}

    /** With nothing in it where something is wrong: see the form's errors. */
    static Identity read(Form form, Forms forms, WorldLanguages world) {
        IdentityInput input = forms.of(IdentityInput.class).read(form, Map.of());
        FieldError why = input == null ? null : input.refusal(world);
        if (why != null) form.wrong(why.field(), why.code());
        return input == null || why != null ? IdentityInput.NOTHING : input.identity();
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
