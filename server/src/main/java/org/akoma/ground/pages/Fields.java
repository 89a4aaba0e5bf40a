package org.akoma.ground.pages;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.akoma.ground.forms.FormField;
import org.akoma.ground.forms.ServedForms;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the form fragments ask; {@code fields} in a template. */
@Component("fields")
public class Fields {

    private static final Map<String, ChronoField> FIELDS =
            Map.of("day", ChronoField.DAY_OF_MONTH, "month", ChronoField.MONTH_OF_YEAR, "year", ChronoField.YEAR);

    private static final Pattern NO =
            Pattern.compile(".*[.-](refused|declined?|returned?|sent-back|unread|unconfirmed|not-[a-z]+)");

    private final Formats words;
    private final ObjectProvider<ServedForms> forms;

    Fields(Formats words, ObjectProvider<ServedForms> forms) {
        this.words = words;
        this.forms = forms;
    }

    /**
     * The names of the fields that this form does not do without; the others of it are marked as optional.
     *
     * @param form as its record names it
     * @param besides fields that another answer makes necessary: they are not marked either
     */
    public Set<String> needed(String form, String... besides) {
        Set<String> needed = new HashSet<>(List.of(besides));
        forms.getObject()
                .find(form)
                .ifPresent(one -> one.fields().stream()
                        .flatMap(field -> Stream.concat(Stream.of(field), field.parts().stream()))
                        .filter(FormField::required)
                        .forEach(field -> needed.add(field.name())));
        return needed;
    }

    /** @param needed null on a form that marks nothing; the name of a field in a row ends with the number of the row */
    public String label(String label, String name, @Nullable Set<String> needed) {
        return needed == null || needed.contains(name.replaceFirst("-\\d+$", ""))
                ? label
                : words.text("page.optional", label);
    }

    /** The ids of hint and error for {@code aria-describedby}; null when the field has neither. */
    @Nullable
    public String describedBy(String name, @Nullable String hint, @Nullable String error) {
        List<String> ids = new ArrayList<>();
        if (hint != null && !hint.isEmpty()) ids.add(name + "-hint");
        if (error != null && !error.isEmpty()) ids.add(name + "-error");
        return ids.isEmpty() ? null : String.join(" ", ids);
    }

    /** A value as it is posted: an enum by its name, nothing as an empty text. */
    public String plain(@Nullable Object value) {
        if (value == null) return "";
        return value instanceof Enum<?> one ? one.name() : value.toString();
    }

    /** Whether what was just done is a no, which bears no tick. */
    public boolean isNo(@Nullable Object done) {
        return done != null && NO.matcher(done.toString()).matches();
    }

    public boolean holds(@Nullable Collection<?> values, String key) {
        return values != null && values.stream().map(this::plain).anyMatch(key::equals);
    }

    /**
     * The content of one of the three boxes of a date: what was typed there, else the part of the whole date.
     *
     * @param form what was typed; null on a page without a form
     * @param part {@code day}, {@code month} or {@code year}
     * @param date a date, as itself or as ISO 8601; null or empty = none
     */
    public String part(@Nullable Form form, String name, String part, @Nullable Object date) {
        String typed = form == null ? "" : form.typed(name + "-" + part);
        if (!typed.isEmpty() || date == null) return typed;
        try {
            return String.valueOf(LocalDate.parse(date.toString()).get(FIELDS.getOrDefault(part, ChronoField.YEAR)));
        } catch (DateTimeParseException notADate) {
            return "";
        }
    }

    public Map<String, String> yesNo() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("true", words.text("words.yes"));
        options.put("false", words.text("words.no"));
        return options;
    }
}
