package org.akoma.protection.directory;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.Places;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** Reads what was typed of a structure's entry, in a page or as JSON. */
final class DirectoryForm {

    private static final int MOST_PLACES = 100_000;

    private DirectoryForm() {}

    /** Null when something is wrong, which the form then tells. */
    static @Nullable StructureEntry read(
            Form form, Organisation structure, CodeLists lists, Places places, int version) {
        List<String> services = form.choices("services", lists.codesOf("assistance"));
        String region = form.text("region", 20);
        String office = form.text("office", Form.SHORT_TEXT);
        String hours = form.text("hours", Form.SHORT_TEXT);
        Integer capacity = form.integer("capacity", 0, MOST_PLACES);
        List<String> languages = form.choices("languages", languages(lists));
        String telephone = form.text("telephone", 40);
        String email = form.text("email", 120);
        String focal = form.text("focalPoint", 40);
        if (region != null && places.find(region).isEmpty()) form.wrong("region", "referrals.no-region");
        if (telephone != null && !telephone.matches("[+0-9 ().-]{4,40}"))
            form.wrong("telephone", "referrals.telephone");
        if (email != null && !email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) form.wrong("email", "referrals.email");
        if (!form.isSound()) return null;
        return new StructureEntry(
                structure,
                services,
                region,
                office,
                hours,
                capacity,
                languages,
                telephone,
                email,
                null,
                focal == null ? null : focal.toUpperCase(Locale.ROOT),
                version);
    }

    private static List<String> languages(CodeLists lists) {
        return lists.codesOf("language");
    }

    static Map<String, Object> typed(StructureEntry entry) {
        Map<String, Object> typed = new HashMap<>();
        typed.put("services", entry.services());
        typed.put("languages", entry.languages());
        put(typed, "region", entry.region());
        put(typed, "office", entry.office());
        put(typed, "hours", entry.hours());
        put(typed, "capacity", entry.capacity());
        put(typed, "telephone", entry.telephone());
        put(typed, "email", entry.email());
        put(typed, "focalPoint", entry.focalPoint());
        return typed;
    }

    private static void put(Map<String, Object> typed, String name, @Nullable Object value) {
        if (value != null) typed.put(name, value);
    }
}
