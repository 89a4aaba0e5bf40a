package org.akoma.ground.forms;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.ground.web.Form;

/**
 * A group of fields that repeats, and how its rows are read.
 *
 * @param alone a wrong row does not refuse the others
 */
record RowGroup(Rows rows, FormDefinition<?> row, boolean alone) {

    private static ParameterizedType element(RecordComponent list) {
        return (ParameterizedType) list.getGenericType();
    }

    static boolean isAlone(RecordComponent list) {
        return element(list).getActualTypeArguments()[0] instanceof ParameterizedType;
    }

    /** The record of one row. */
    static Class<?> type(RecordComponent list) {
        Type element = element(list).getActualTypeArguments()[0];
        return (Class<?>) (element instanceof ParameterizedType one ? one.getActualTypeArguments()[0] : element);
    }

    /** All rows that are sound; the errors of the others are then in the form. */
    List<Object> read(Form form, FormField field) {
        List<Form> sent = form.rows(field.name());
        if (!sent.isEmpty()) return ofJson(form, field, sent);
        List<Object> found = new ArrayList<>();
        for (int n : filled(form)) read(form, row(form, n), onPage(n), false, found);
        return found;
    }

    /** The numbers of the rows of a page in which something is written. */
    List<Integer> filled(Form form) {
        return IntStream.rangeClosed(1, rows.most())
                .filter(n -> !isBlank(row(form, n)))
                .boxed()
                .toList();
    }

    private Form row(Form form, int n) {
        List<String> names = names().stream().map(this::named).toList();
        return form.rowOfPage(names, n).renamed(row.namesOnPage());
    }

    /** Maps a field of a row to its name in row n of a page. */
    UnaryOperator<String> onPage(int n) {
        return field -> named(field) + "-" + n;
    }

    private String named(String field) {
        return row.fields().stream()
                .filter(one -> one.name().equals(field))
                .map(FormField::page)
                .findFirst()
                .orElse(field);
    }

    private List<Object> ofJson(Form form, FormField field, List<Form> sent) {
        List<Object> found = new ArrayList<>();
        if (sent.size() > rows.most()) form.wrong(field.name(), rows.many(), bounds());
        else
            for (int n = 0; n < sent.size(); n++) {
                String place = field.name() + "[" + n + "].";
                read(form, sent.get(n), name -> place + name, true, found);
            }
        return found;
    }

    /** What the text of the error mentions. */
    private Object[] bounds() {
        return rows.many().equals("form.range") ? new Object[] {0, rows.most()} : new Object[] {rows.most()};
    }

    private void read(Form form, Form one, UnaryOperator<String> place, boolean json, List<Object> found) {
        for (String field : rows.inherits()) one.inherit(form, field);
        Object value = row.read(one, Map.of());
        if (json) one.refuseUnknown();
        if (alone) found.add(new Rows.Alone<>(one, one.isSound() ? value : null));
        else {
            if (value != null) found.add(value);
            for (FieldError error : one.errors())
                form.wrong(
                        place.apply(error.field()), error.code(), error.args().toArray());
        }
    }

    private List<String> names() {
        return Stream.concat(
                        row.fields().stream().map(FormField::name),
                        row.identified() ? Stream.of(FormDefinition.ID) : Stream.empty())
                .toList();
    }

    /** Of a page: none of the fields that make it a row is filled. */
    private boolean isBlank(Form one) {
        List<String> telling = rows.blank().length == 0 ? names() : List.of(rows.blank());
        return telling.stream()
                .allMatch(field ->
                        one.typed(field).isBlank() && one.typed(field + "-day").isBlank());
    }
}
