package org.akoma.ground.people;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.akoma.Ids;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** Reads what was typed about a structure, in a page or as JSON. */
public final class OrganisationForm {

    private static final String CODE = "[A-Z0-9][A-Z0-9-]{1,39}";

    /** Addresses of pages, not codes. */
    private static final String RESERVED = "NEW";

    private OrganisationForm() {}

    /** Null when something is wrong, which the form then tells. */
    static @Nullable Organisation make(Form form) {
        String code = upper(form.required("code", 40));
        String label = form.required("label", Form.SHORT_TEXT);
        Organisation.Kind kind = form.requiredChoice("kind", Organisation.Kind.class);
        String country = upper(form.required("country", 2));
        String mandate = form.text("mandate", Form.SHORT_TEXT);
        LocalDate from = form.date("validFrom");
        LocalDate until = form.date("validUntil");
        if (code != null && (!code.matches(CODE) || code.equals(RESERVED)))
            form.wrong("code", "access.organisation-code");
        if (country != null && !country.matches("[A-Z]{2}")) form.wrong("country", "access.country");
        if (from != null && until != null && !until.isAfter(from)) form.wrong("validUntil", "access.life-order");
        if (!form.isSound()) return null;
        return new Organisation(
                Ids.next(),
                Objects.requireNonNull(code),
                Objects.requireNonNull(label),
                Objects.requireNonNull(kind),
                Objects.requireNonNull(country),
                mandate,
                Ids.next(),
                from,
                until,
                List.of());
    }

    public static @Nullable String upper(@Nullable String typed) {
        return typed == null ? null : typed.toUpperCase(Locale.ROOT);
    }
}
