package org.akoma.ground.forms;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * A form as a page draws it, with {@code house/form :: fields}.
 *
 * @param id of the thing that it changes; null = a new one, or the address says which
 * @param version of that thing, as the page shows it; it travels with the form
 * @param prefill value of a field while nothing is typed in it
 * @param whole draws id and version too; false for a part that a template places by itself
 */
public record FormView(
        String name,
        @Nullable UUID id,
        @Nullable Integer version,
        List<FormField> fields,
        Map<String, Object> prefill,
        boolean whole) {

    private static final Form NOTHING = Form.of(Map.of());

    static FormView of(FormDefinition<?> form, @Nullable UUID id, @Nullable Integer version) {
        if (form.changes() && version == null)
            throw new IllegalArgumentException(form.name() + " changes what exists: of which version?");
        return new FormView(form.name(), id, version, form.fields(), Map.of(), true);
    }

    public FormView prefilled(String field, @Nullable Object value) {
        Map<String, Object> more = new LinkedHashMap<>(prefill);
        if (value != null) more.put(field, value);
        return new FormView(name, id, version, fields, more, whole);
    }

    /** Some fields, for a template that places them by itself; the rest is {@link #without}. */
    public FormView only(String... names) {
        List<String> some = List.of(names);
        return with(fields.stream().filter(one -> some.contains(one.name())).toList(), false);
    }

    /** All other fields, with id and version. */
    public FormView without(String... names) {
        List<String> some = List.of(names);
        return with(fields.stream().filter(one -> !some.contains(one.name())).toList(), whole);
    }

    /** Offers only these answers; others are still read, and refused by the rule. */
    public FormView offering(String field, Collection<?> codes) {
        return changed(field, one -> one.offering(codes));
    }

    public FormView labelled(String field, String key) {
        return changed(field, one -> one.labelled(key));
    }

    private FormView changed(String field, UnaryOperator<FormField> change) {
        return with(
                fields.stream()
                        .map(one -> one.name().equals(field) ? change.apply(one) : one)
                        .toList(),
                whole);
    }

    private FormView with(List<FormField> fields, boolean whole) {
        return new FormView(name, id, version, fields, prefill, whole);
    }

    /** @param posted name of the form that was sent; null = unknown, or none was */
    public boolean isPosted(@Nullable String posted) {
        return posted == null || posted.equals(name);
    }

    /** What was typed into this form; nothing when another one of the page was sent. */
    public Form typed(@Nullable Form form, @Nullable String posted) {
        return form == null || !isPosted(posted) ? NOTHING : form;
    }

    /**
     * What a field shows: what was typed; the prefill until this form is sent, so that a field that was emptied stays empty.
     *
     * @param posted name of the form that was sent; null = none was
     */
    public @Nullable Object value(Form typed, FormField field, @Nullable String posted) {
        boolean many =
                field.kind() == FormField.Kind.CODES || field.kind() == FormField.Kind.TEXTS && field.lines() == 0;
        Object value = many ? typed.allTyped(field.page()) : typed.typed(field.page());
        boolean nothing = value.equals("") || value.equals(List.of());
        return nothing && !name.equals(posted) ? prefill.getOrDefault(field.page(), value) : value;
    }

    /**
     * The fields of row n of a group that repeats, as a page names them; the first is the hidden id of a row that has one.
     *
     * @param n from 1
     */
    public FormView row(String group, int n) {
        boolean identified = fields.stream().anyMatch(one -> one.name().equals(group) && one.identified());
        Stream<FormField> id = identified ? Stream.of(FormField.hidden(FormDefinition.ID)) : Stream.empty();
        return with(
                Stream.concat(id, parts(group).stream())
                        .map(part -> part.numbered(n))
                        .toList(),
                false);
    }

    /** One question of a group. */
    public FormField part(String group, String question) {
        return parts(group).stream()
                .filter(one -> one.name().equals(question))
                .findFirst()
                .orElseThrow();
    }

    /** What is drawn one after the other: of a group of questions each by itself; rows of a group that repeats are placed by the template. */
    public List<FormField> shown() {
        return fields.stream()
                .filter(one -> one.kind() != FormField.Kind.ROWS)
                .flatMap(one -> one.kind() == FormField.Kind.ANSWERS ? one.parts().stream() : Stream.of(one))
                .toList();
    }

    /** The questions of a group, for a template that draws them by itself. */
    public List<FormField> parts(String group) {
        return fields.stream()
                .filter(one -> one.name().equals(group))
                .flatMap(one -> one.parts().stream())
                .toList();
    }
}
