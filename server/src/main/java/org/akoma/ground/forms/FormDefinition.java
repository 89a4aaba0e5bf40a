package org.akoma.ground.forms;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.akoma.Ids;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * The form of an act as data, derived from its {@link InputForm} record.
 *
 * @param identified the record has an {@code id}; one that is not sent is made
 * @param versioned the record has a {@code version}
 */
public record FormDefinition<T>(
        Class<T> type, String name, boolean changes, boolean identified, boolean versioned, List<FormField> fields) {

    static final String ID = "id";
    static final String VERSION = "version";

    public FormDefinition {
        fields = List.copyOf(fields);
    }

    /** Throws when the declaration is wrong. */
    public static <T> FormDefinition<T> of(Class<T> type, CodeLists lists) {
        InputForm form = type.getAnnotation(InputForm.class);
        if (form == null) throw new IllegalArgumentException(type + " has no @InputForm");
        List<String> all = names(type);
        List<FormField> fields = Arrays.stream(type.getRecordComponents())
                .filter(one -> !Set.of(ID, VERSION).contains(one.getName()))
                .map(one -> FieldReader.read(one, form.labels(), lists))
                .toList();
        for (FormField field : fields)
            if (field.when() != null && !all.contains(field.when().field()))
                throw new IllegalArgumentException(type + "." + field.name() + " depends on an unknown field");
        return new FormDefinition<>(type, form.name(), form.changes(), all.contains(ID), all.contains(VERSION), fields);
    }

    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    /** Name in the API description: of the command, also when the record is nested in it. */
    String schemaName() {
        Class<?> around = type.getEnclosingClass();
        return (around == null ? type : around).getSimpleName();
    }

    boolean has(String component) {
        return identified && component.equals(ID)
                || fields.stream().anyMatch(field -> field.name().equals(component));
    }

    /** Whether any field but the known ones is required. */
    boolean asksFor(Set<String> known) {
        return fields.stream().anyMatch(field -> field.required() && !known.contains(field.name()));
    }

    /** A thing whose id is not in the path is new, and a new one has no version yet. */
    boolean takesVersion(boolean idInPath) {
        return versioned && (idInPath || !identified);
    }

    /** A PUT replaces something, so it must name the version. */
    boolean needsVersion(String method) {
        return versioned && method.equals("PUT");
    }

    /**
     * Reads and checks all fields. Null when something is wrong; the errors are then in the form.
     *
     * @param given values of components that are not read from the form
     */
    public @Nullable T read(Form form, Map<String, @Nullable Object> given) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(given);
        if (identified && !given.containsKey(ID)) values.put(ID, form.id(ID));
        for (FormField field : fields)
            if (!given.containsKey(field.name())) values.put(field.name(), value(form, field));
        for (FormField field : fields) if (!isAsked(field, values)) values.put(field.name(), null);
        if (!form.isSound()) return null;
        if (identified) values.computeIfAbsent(ID, none -> Ids.next());
        return made(values);
    }

    private static boolean isAsked(FormField field, Map<String, @Nullable Object> values) {
        FormField.When when = field.when();
        return when == null || when.is().equals(String.valueOf(values.get(when.field())));
    }

    private @Nullable Object value(Form form, FormField field) {
        Object value = FieldReader.value(form, field, type);
        boolean none = value == null || value instanceof List<?> all && all.size() < field.least();
        if (field.required() && none && form.hasNoError(field.name())) form.wrong(field.name(), "form.required");
        return value;
    }

    private T made(Map<String, @Nullable Object> values) {
        RecordComponent[] components = type.getRecordComponents();
        List<@Nullable Object> arguments = new ArrayList<>();
        for (RecordComponent one : components) arguments.add(values.get(one.getName()));
        try {
            var maker = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
            maker.setAccessible(true);
            return maker.newInstance(arguments.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be constructed from " + values.keySet(), e);
        }
    }
}
