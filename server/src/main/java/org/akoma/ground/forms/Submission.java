package org.akoma.ground.forms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.akoma.FieldError;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/**
 * Input that was sent to an act, from a page or as JSON, with the version that the sender had read: hidden field {@code version} or {@code If-Match}.
 * A controller declares a parameter of this type.
 *
 * @param page for a page, where its reader goes next; null for JSON
 * @param inPath components that the address names; the handler must supply them by {@link #given}
 * @param given values supplied by the handler, by component
 * @param also where something is wrong: what the act would refuse of what could be read
 */
public record Submission<T>(
        FormDefinition<T> definition,
        Form form,
        @Nullable PostedForm page,
        @Nullable Integer version,
        Set<String> inPath,
        Map<String, @Nullable Object> given,
        Function<Map<String, @Nullable Object>, List<FieldError>> also) {

    Submission(
            FormDefinition<T> definition,
            Form form,
            @Nullable PostedForm page,
            @Nullable Integer version,
            Set<String> inPath,
            Map<String, @Nullable Object> given) {
        this(definition, form, page, version, inPath, given, legible -> List.of());
    }

    /**
     * So that all is said at once: where a field cannot be read, these rules are asked of the others too.
     *
     * @param rules of what could be read, by component; what they say of a field that is wrong already is left out
     */
    public Submission<T> alsoWrong(Function<Map<String, @Nullable Object>, List<FieldError>> rules) {
        return new Submission<>(definition, form, page, version, inPath, given, rules);
    }

    /**
     * Supplies a component, which is then no field: JSON that sends it is refused with {@code form.unknown-field}, but where it repeats what the address
     * says.
     */
    public Submission<T> given(String component, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(given);
        more.put(component, value);
        return new Submission<>(definition, form, page, version, inPath, more, also);
    }

    /** The input, or null when something is wrong: see {@link #errors}. Call once. */
    public @Nullable T read() {
        for (String component : inPath)
            if (!given.containsKey(component))
                throw new IllegalStateException(definition.name() + ": not given, but in the path: " + component);
        Map<String, @Nullable Object> known = new LinkedHashMap<>(given);
        if (definition.versioned()) known.putIfAbsent(FormDefinition.VERSION, version);
        T act = definition.read(form, known);
        if (page == null) {
            inPath.stream().filter(this::isRepeated).forEach(component -> form.text(component, Form.SHORT_TEXT));
            form.refuseUnknown();
        }
        if (form.isSound()) return act;
        also.apply(definition.legible(form.renamed(Map.of()))).stream()
                .filter(one -> form.hasNoError(one.field()))
                .forEach(one -> form.wrong(one.field(), one.code(), one.args().toArray()));
        return null;
    }

    private boolean isRepeated(String component) {
        return form.typed(component).strip().equalsIgnoreCase(String.valueOf(given.get(component)));
    }

    public List<FieldError> errors() {
        return form.errors();
    }

    /** The same errors, by the names that fields have where this was sent from. */
    public List<FieldError> whereSent(List<FieldError> errors) {
        return page == null ? errors : definition.onPage(errors, form);
    }

    /** The page again, with what was typed and what is wrong with it. */
    public String again(Function<Model, String> page) {
        return sent().again(whereSent(errors()), page);
    }

    /** The page again with the error of a rule beside its field. */
    public String again(FieldError why, Function<Model, String> page) {
        return sent().again(whereSent(List.of(why)), page);
    }

    /**
     * The page again as it is now, because another version than the one that it showed is current, or because it named none: 409.
     *
     * @param why error code
     */
    public String overtaken(String why, Function<Model, String> page) {
        String view = again(FieldError.of(FormDefinition.VERSION, why), page);
        sent().response().setStatus(HttpStatus.CONFLICT.value());
        return view;
    }

    /** Where a program sends only what changes: a field that it does not send keeps the value that is held. Call before {@link #read}. */
    public void keep(Map<String, ?> held) {
        Form all = Form.ofJson(held);
        held.keySet().forEach(field -> form.inherit(all, field));
    }

    public PostedForm sent() {
        return Objects.requireNonNull(page, "JSON has no page");
    }

    /** Whether a page sent no version to an act that needs one. Call after {@link #read}. */
    public boolean lacksVersion() {
        return page != null && definition.changes() && version == null && form.isSound();
    }

    /** Fields with codes, and the list of each. */
    public Map<String, String> lists() {
        Map<String, String> lists = new LinkedHashMap<>();
        for (FormField field : definition.fields()) if (field.list() != null) lists.put(field.name(), field.list());
        return lists;
    }

    public List<String> fields() {
        return definition.fields().stream().map(FormField::name).toList();
    }
}
