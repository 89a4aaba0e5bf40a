package org.akoma.ground.pages;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whom to call. Configuration, never code: a wrong number is worse than none, so what is not configured is not shown.
 *
 * @param helplines child helplines, in the order in which they are shown
 * @param dataProtection e-mail or telephone of the data protection officer
 * @param conduct where a worry about the conduct of staff goes; never the case team
 * @param support who helps with the software
 */
@ConfigurationProperties("akoma.contacts")
public record Contacts(
        List<Helpline> helplines,
        @Nullable String dataProtection,
        @Nullable String conduct,
        @Nullable String support) {

    private static final List<String> COUNTRIES = List.of("CI", "GH");

    public Contacts {
        helplines = helplines == null ? List.of() : List.copyOf(helplines);
    }

    /** The one to call first about a child in this country: a line of another country does not answer there. */
    public Optional<Helpline> in(String country) {
        return helplines.stream().filter(line -> line.country().equals(country)).findFirst();
    }

    /** Countries of the programme for which no helpline is configured: the page says so. */
    public List<String> without() {
        return COUNTRIES.stream()
                .filter(country ->
                        helplines.stream().noneMatch(line -> line.country().equals(country)))
                .toList();
    }

    /**
     * @param country ISO 3166 code;
     * @param free whether the call costs nothing;
     * @param note hours or languages, as configured
     */
    public record Helpline(
            String number,
            String country,
            boolean free,
            @Nullable String note) {}
}
