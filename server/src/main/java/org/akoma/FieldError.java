package org.akoma;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one field, and how to repair it.
 *
 * @param field the name of the field in the form and in JSON
 * @param code stable, such as {@code form.required}; {@code error.<code>} is the key of its French and English text
 * @param args what the text mentions: limits, allowed values
 */
public record FieldError(String field, String code, List<Object> args) {
    public FieldError {
        args = List.copyOf(args);
    }

    public static FieldError of(String field, String code, Object... args) {
        return new FieldError(field, code, List.of(args));
    }

    /** The field without the place of its row: {@code service} for {@code service-2} of a page and for {@code goals[1].service} of JSON. */
    public String fieldOfRow() {
        return field.replaceFirst("-[0-9]+$", "").replaceFirst("^\\w+\\[[0-9]+]\\.", "");
    }

    /** The number of its row on a page: 2 for {@code service-2}; null of a field in no row. */
    public @Nullable Integer row() {
        return field.matches(".+-[0-9]{1,4}") ? Integer.valueOf(field.substring(field.lastIndexOf('-') + 1)) : null;
    }
}
