package org.akoma.protection.shelters;

import java.util.Locale;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is typed of a shelter, in pages and in JSON alike. Null when something is wrong. */
final class ShelterForm {

    private static final int MOST_PLACES = 10_000;
    private static final int OLDEST = 25;

    private ShelterForm() {}

    /** @param before the shelter that is changed, whose code and country stay; null = a new one */
    static @Nullable KeepShelter read(Form form, @Nullable Shelter before) {
        UUID id = form.id("id");
        String code = before == null ? upper(form.required("code", 30)) : before.code();
        String country = before == null ? upper(form.required("country", 2)) : before.country();
        Integer capacity = needed(form, "capacity", 1, MOST_PLACES);
        Shelter.SexRule rule = form.requiredChoice("sexRule", Shelter.SexRule.class);
        Integer least = needed(form, "leastAge", 0, OLDEST);
        Integer most = needed(form, "mostAge", 0, OLDEST);
        if (country != null && !country.matches("[A-Z]{2}")) form.wrong("country", "cases.country");
        if (!form.isSound() || code == null || country == null || capacity == null) return null;
        if (rule == null || least == null || most == null) return null;
        return new KeepShelter(id == null ? Ids.next() : id, code, country, capacity, rule, least, most);
    }

    private static @Nullable Integer needed(Form form, String field, int least, int most) {
        return form.required(field, 6) == null ? null : form.integer(field, least, most);
    }

    static Shelter.Location location(Form form) {
        String town = form.required("town", Form.SHORT_TEXT);
        return new Shelter.Location(
                town == null ? "" : town, form.text("address", Form.SHORT_TEXT), form.text("phone", 40));
    }

    static @Nullable String structure(Form form) {
        return upper(form.required("organisation", 40));
    }

    private static @Nullable String upper(@Nullable String typed) {
        return typed == null ? null : typed.toUpperCase(Locale.ROOT);
    }
}
