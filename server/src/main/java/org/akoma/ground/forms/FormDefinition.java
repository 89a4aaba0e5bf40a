package org.akoma.ground.forms;

import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.Spellings;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * The form of an act as data, derived from its {@link InputForm} record; or the fields of one row of a group that repeats.
 *
 * @param name empty for a row
 * @param identified the record has an {@code id}; one that is not sent is made
 * @param versioned the record has a {@code version}
 * @param included by component: the declaration of a record whose fields stand among those of this form
 * @param rows by field: the fields of its rows
 * @param spellings the codes of names that a page asks for
 * @param clock says which day or moment is in the future
 */
public record FormDefinition<T>(
        Class<T> type,
        String name,
        boolean changes,
        boolean identified,
        boolean versioned,
        List<FormField> fields,
        Map<String, FormDefinition<?>> included,
        Map<String, RowGroup> rows,
        Spellings spellings,
        Clock clock) {

    static final String ID = "id";
    static final String VERSION = "version";

    /** A field of a row, as programs name it. */
    private static final Pattern ROW = Pattern.compile("(\\w+)\\[(\\d{1,4})]\\.(\\w+)");

    /** A box of a field that has several. */
    private static final Pattern PART = Pattern.compile("-(day|month|year|time)$");

    /** A field of a row, as pages name it. */
    private static final Pattern NUMBERED = Pattern.compile("(\\w+)-(\\d{1,4})");

    public FormDefinition {
        fields = List.copyOf(fields);
        included = Map.copyOf(included);
        rows = Map.copyOf(rows);
    }

    static <T> FormDefinition<T> of(Class<T> type, CodeLists lists) {
        return of(type, lists, Clock.systemUTC());
    }

    /** Throws when the declaration is wrong. */
    static <T> FormDefinition<T> of(Class<T> type, CodeLists lists, Clock clock) {
        InputForm form = type.getAnnotation(InputForm.class);
        if (form == null) throw new IllegalArgumentException(type + " has no @InputForm");
        return of(type, form.name(), form.labels(), form.changes(), lists, clock);
    }

    private static <T> FormDefinition<T> of(
            Class<T> type, String name, String labels, boolean changes, CodeLists lists, Clock clock) {
        List<String> all = names(type);
        List<FormField> fields = new ArrayList<>();
        Map<String, FormDefinition<?>> included = new LinkedHashMap<>();
        Map<String, RowGroup> rows = new LinkedHashMap<>();
        for (RecordComponent one : type.getRecordComponents()) {
            if (Set.of(ID, VERSION).contains(one.getName())) continue;
            if (one.getType().isRecord()) {
                FormDefinition<?> part = of(one.getType(), lists, clock);
                included.put(one.getName(), part);
                fields.addAll(part.fields());
                continue;
            }
            Rows group = one.getAnnotation(Rows.class);
            if (group == null) {
                fields.add(FieldReader.read(one, labels, lists));
                continue;
            }
            FormDefinition<?> row = of(RowGroup.type(one), "", group.labels(), false, lists, clock);
            rows.put(one.getName(), new RowGroup(group, row, RowGroup.isAlone(one)));
            fields.add(FieldReader.rows(one, labels, row));
        }
        for (FormField field : fields)
            if (field.when() != null
                    && fields.stream()
                            .noneMatch(one -> one.name().equals(field.when().field())))
                throw new IllegalArgumentException(type + "." + field.name() + " depends on an unknown field");
        boolean identified = all.contains(ID) || included.values().stream().anyMatch(FormDefinition::identified);
        return new FormDefinition<>(
                type,
                name,
                changes,
                identified,
                all.contains(VERSION),
                fields,
                included,
                rows,
                lists.spellings(),
                clock);
    }

    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    /** Name in the API description: of the record and of those around it, where {@code Input} says nothing. */
    String schemaName() {
        StringBuilder name = new StringBuilder();
        for (Class<?> one = type; one != null; one = one.getEnclosingClass())
            if (!one.getSimpleName().equals("Input")) name.insert(0, one.getSimpleName());
        return name.toString();
    }

    /** How it is kept while it is typed; empty = it is not. */
    public Optional<KeptAsDraft> keptAsDraft() {
        return Optional.ofNullable(type.getAnnotation(KeptAsDraft.class));
    }

    /** Whether a page sends this of the form: a field, a part of one (a day's month), a field of a row, id or version. */
    public boolean isOfPage(String parameter) {
        if (Set.of(ID, VERSION).contains(parameter)) return true;
        String name = PART.matcher(parameter).replaceFirst("");
        return fields.stream().anyMatch(field -> switch (field.kind()) {
            case ANSWERS -> field.parts().stream().anyMatch(part -> part.page().equals(name));
            case ROWS -> isOfRow(field, name);
            default -> field.page().equals(name);
        });
    }

    private static boolean isOfRow(FormField group, String name) {
        Matcher row = NUMBERED.matcher(name);
        return row.matches()
                && (row.group(1).equals(ID)
                        || group.parts().stream().anyMatch(part -> part.page().equals(row.group(1))));
    }

    /** Whether a part of the address of this name stands for the component. */
    boolean takesFromPath(String component) {
        InputForm form = type.getAnnotation(InputForm.class);
        return has(component) && !List.of(form.notInPath()).contains(component);
    }

    private boolean has(String component) {
        return identified && component.equals(ID)
                || fields.stream().anyMatch(field -> field.name().equals(component));
    }

    /** Whether any field but the known ones is required. */
    boolean asksFor(Set<String> known) {
        return fields.stream().anyMatch(field -> field.required() && !known.contains(field.name()));
    }

    /** A thing whose id is not in the path is new, and a new one has no version yet. */
    boolean takesVersion(boolean idInPath) {
        return versioned && (changes || idInPath || !identified);
    }

    /** A PUT replaces something, so it must name the version. */
    boolean needsVersion(String method) {
        return versioned && (method.equals("PUT") || handlerAsksVersion());
    }

    boolean handlerAsksVersion() {
        return type.getAnnotation(InputForm.class).handlerAsksVersion();
    }

    /** Whether a request without a body is refused: one that would replace or change something by saying nothing, or that leaves out a required field. */
    boolean needsBody(String method, Set<String> known) {
        return method.equals("PUT") || method.equals("PATCH") || handlerAsksVersion() || asksFor(known);
    }

    /** From the body that a program sent: the answers to many questions lie in an object of their own. */
    public Form json(Map<String, ?> body) {
        return Form.ofJson(
                body,
                fields.stream()
                        .filter(field -> field.kind() == FormField.Kind.ANSWERS)
                        .map(FormField::name)
                        .toList());
    }

    /** Keys of the labels by the names that the fields have on a page, those of questions and of rows among them. */
    Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        fields.stream()
                .flatMap(field -> field.parts().isEmpty() ? Stream.of(field) : field.parts().stream())
                .forEach(field -> labels.putIfAbsent(field.page(), field.label()));
        return labels;
    }

    /** Fields whose name on a page is another one: by that name. */
    Map<String, String> namesOnPage() {
        Map<String, String> names = new LinkedHashMap<>();
        for (FormField field : fields) if (!field.page().equals(field.name())) names.put(field.page(), field.name());
        return names;
    }

    /**
     * The errors by the names that the fields have on a page: {@code goals[0].aim} is in the first row that is filled.
     *
     * @param sent by the page
     */
    List<FieldError> onPage(List<FieldError> errors, Form sent) {
        return errors.stream()
                .map(one -> FieldError.of(
                        onPage(one.field(), sent), one.code(), one.args().toArray()))
                .toList();
    }

    private String onPage(String name, Form sent) {
        Matcher row = ROW.matcher(name);
        RowGroup group = row.matches() ? rows.get(row.group(1)) : null;
        if (group == null)
            return fields.stream()
                    .filter(field -> field.name().equals(name))
                    .map(FormField::page)
                    .findFirst()
                    .orElse(name);
        List<Integer> filled = group.filled(sent);
        int place = Integer.parseInt(row.group(2));
        return place < filled.size() ? group.onPage(filled.get(place)).apply(row.group(3)) : row.group(1);
    }

    /**
     * Reads and checks all fields. Null when something is wrong; the errors are then in the form.
     *
     * @param given values of components that are not read from the form
     */
    public @Nullable T read(Form form, Map<String, @Nullable Object> given) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(given);
        if (identified && !given.containsKey(ID)) values.put(ID, form.id(ID));
        for (RecordComponent one : type.getRecordComponents())
            if (!given.containsKey(one.getName())) read(form, one.getName(), values, given);
        for (FormField field : own()) ask(form, field, values);
        if (!form.isSound()) return null;
        if (identified) values.computeIfAbsent(ID, none -> Ids.next());
        return checked(form, made(values));
    }

    /**
     * What can be read of a form in which something is wrong, by component; of included records each by itself. What cannot be read is left out.
     *
     * @param form reads it a second time: a copy
     */
    Map<String, @Nullable Object> legible(Form form) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        included.values().forEach(part -> values.putAll(part.legible(form)));
        for (FormField field : own()) {
            Object value = value(form, field);
            if (form.hasNoError(field.name())) values.put(field.name(), value);
        }
        return values;
    }

    private @Nullable T checked(Form form, T input) {
        if (input instanceof Checked rules)
            rules.wrong()
                    .forEach(one ->
                            form.wrong(one.field(), one.code(), one.args().toArray()));
        return form.isSound() ? input : null;
    }

    private void read(
            Form form, String component, Map<String, @Nullable Object> values, Map<String, @Nullable Object> given) {
        FormDefinition<?> part = included.get(component);
        if (part != null) values.put(component, part.read(form, given));
        for (FormField field : own()) if (field.name().equals(component)) values.put(component, value(form, field));
    }

    /** Without those of included records. */
    private List<FormField> own() {
        return fields.stream()
                .filter(field -> included.values().stream()
                        .noneMatch(part -> part.fields().contains(field)))
                .toList();
    }

    /** Drops the value of a field that is not asked, and refuses that one which is asked and required says nothing. */
    private static void ask(Form form, FormField field, Map<String, @Nullable Object> values) {
        if (!isAsked(field, values)) {
            if (!field.keep()) values.put(field.name(), null);
        } else if (field.requiredWhenAsked()
                && !field.missing().isEmpty()
                && values.get(field.name()) == null
                && form.hasNoError(field.name())) form.wrong(field.name(), field.missing());
    }

    private static boolean isAsked(FormField field, Map<String, @Nullable Object> values) {
        FormField.When when = field.when();
        return when == null || when.is().equals(String.valueOf(values.get(when.field())));
    }

    private @Nullable Object value(Form form, FormField field) {
        String names = field.names();
        if (names != null) form.translate(field.name(), typed -> spellings.codes(names, typed));
        Object value = switch (field.kind()) {
            case ROWS -> rowGroup(field).read(form, field);
            case ANSWERS -> QuestionReader.read(form, field, type, part -> answersTo(part.name()));
            default -> FieldValue.read(form, field, type, clock);
        };
        boolean none = value == null || value instanceof Collection<?> all && all.size() < field.least();
        if (field.required() && none && form.hasNoError(field.name())) form.wrong(field.name(), "form.required");
        return value;
    }

    private RowGroup rowGroup(FormField field) {
        RowGroup group = rows.get(field.name());
        if (group == null) throw new IllegalStateException(field.name());
        return group;
    }

    /** All answers that a question may have, of all components that ask it. */
    private List<String> answersTo(String question) {
        return fields.stream()
                .filter(field -> field.kind() == FormField.Kind.ANSWERS)
                .flatMap(field -> field.parts().stream()
                        .filter(part -> part.name().equals(question))
                        .flatMap(part -> Stream.concat(part.codes().stream(), Stream.ofNullable(field.unknown()))))
                .toList();
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
