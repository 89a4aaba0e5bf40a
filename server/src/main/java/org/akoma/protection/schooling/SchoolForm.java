package org.akoma.protection.schooling;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is typed about schooling, in pages and in JSON alike. Null when something is wrong, which the form then says. */
final class SchoolForm {

    private SchoolForm() {}

    static @Nullable KeepInstitution institution(Form form, @Nullable Integer version) {
        UUID id = form.id("id");
        String code = upper(form.required("code", 30));
        Institution.Kind kind = form.requiredChoice("kind", Institution.Kind.class);
        String country = upper(form.required("country", 2));
        String structure = upper(form.text("organisation", 40));
        LocalDate closed = form.date("closedOn");
        Institution.SealedText words = new Institution.SealedText(
                form.text("name", Form.SHORT_TEXT),
                form.text("place", Form.SHORT_TEXT),
                form.text("focalPoint", Form.SHORT_TEXT),
                form.text("hours", Form.SHORT_TEXT));
        if (code != null && !code.matches("[A-Z0-9][A-Z0-9-]{1,29}")) form.wrong("code", "assistance.institution-code");
        checkCountry(form, country);
        if (!form.isSound() || code == null || kind == null || country == null) return null;
        return new KeepInstitution(made(id), code, kind, country, structure, closed, words, version);
    }

    private static void checkCountry(Form form, @Nullable String country) {
        if (country != null && !country.matches("[A-Z]{2}")) form.wrong("country", "assistance.country");
    }

    static @Nullable Term term(Form form, int version) {
        UUID id = form.id("id");
        String country = upper(form.required("country", 2));
        String code = form.required("code", 20);
        LocalDate starts = form.requiredDate("startsOn");
        LocalDate ends = form.requiredDate("endsOn");
        form.text("closed", Form.LONG_TEXT);
        List<LocalDate> closed = days(form, "closed");
        checkCountry(form, country);
        if (code != null && !code.matches("[A-Za-z0-9][A-Za-z0-9 /-]{0,19}"))
            form.wrong("code", "assistance.term-code");
        if (!form.isSound() || country == null || code == null || starts == null || ends == null) return null;
        return new Term(made(id), country, code, starts, ends, closed, version);
    }

    /** Days, one a line or in an array, as 2015-11-02 or 2/11/2015. */
    private static List<LocalDate> days(Form form, String field) {
        List<LocalDate> found = new ArrayList<>();
        for (String typed : form.allTyped(field))
            for (String one : typed.split("[\\s,;]+", -1)) {
                LocalDate day = one.isBlank() ? null : day(one);
                if (day != null) found.add(day);
                else if (!one.isBlank()) form.wrong(field, "assistance.closed-day", one);
            }
        return found;
    }

    private static @Nullable LocalDate day(String typed) {
        try {
            String[] parts = typed.split("[/.]", -1);
            return parts.length == 3
                    ? LocalDate.of(Integer.parseInt(parts[2]), Integer.parseInt(parts[1]), Integer.parseInt(parts[0]))
                    : LocalDate.parse(typed);
        } catch (DateTimeException | NumberFormatException no) {
            return null;
        }
    }

    private static @Nullable String upper(@Nullable String typed) {
        return typed == null ? null : typed.toUpperCase(Locale.ROOT);
    }

    private static UUID made(@Nullable UUID id) {
        return id == null ? Ids.next() : id;
    }
}
