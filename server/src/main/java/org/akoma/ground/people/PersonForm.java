package org.akoma.ground.people;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.akoma.ground.access.Role;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** Reads what was typed about an account, in a page or as JSON. */
final class PersonForm {

    /** Addresses of pages, not names of people. */
    private static final List<String> RESERVED = List.of("new");

    private PersonForm() {}

    /** Null when something is wrong, which the form then tells. */
    static @Nullable MakePerson make(Form form) {
        String username = username(form);
        String organisation = upper(form.required("organisation", 40));
        Role role = form.requiredChoice("role", Role.class);
        String unit = form.text("unit", 40);
        LocalDate from = form.requiredDate("contractFrom");
        LocalDate until = form.date("contractUntil");
        String language = form.choice("language", List.of("fr", "en"));
        String supervisor = form.text("supervisor", 40);
        if (from != null && until != null && !until.isAfter(from)) form.wrong("contractUntil", "access.contract-order");
        if (role == Role.SHELTER_MANAGER && unit == null) form.wrong("unit", "access.unit-needed");
        if (!form.isSound()) return null;
        return new MakePerson(
                Objects.requireNonNull(username),
                Objects.requireNonNull(organisation),
                Objects.requireNonNull(role),
                unit,
                Objects.requireNonNull(from),
                until,
                language == null ? "fr" : language,
                supervisor);
    }

    private static @Nullable String username(Form form) {
        String typed = form.required("username", 40);
        if (typed == null) return null;
        String username = typed.toLowerCase(Locale.ROOT);
        return username.matches(MakePerson.USERNAME) && !RESERVED.contains(username)
                ? username
                : form.wrong("username", "access.username-form");
    }

    private static @Nullable String upper(@Nullable String code) {
        return code == null ? null : code.toUpperCase(Locale.ROOT);
    }
}
