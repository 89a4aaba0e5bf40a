package org.akoma.exchange.htcds;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person said, row by row, of children who may have a file already. A row without an answer is never imported.
 *
 * @param others keys of rows about another child, which become files
 * @param same keys of rows about the child who has the file: they are left out
 * @param allOthers every row that is asked about is another child: for a program whose people compared them
 */
record RowAnswers(Set<String> others, Set<String> same, boolean allOthers) {

    static final RowAnswers NONE = new RowAnswers(Set.of(), Set.of(), false);

    /** Before the key of a row, as a field of the page. */
    static final String FIELD = "row-";

    RowAnswers {
        others = Set.copyOf(others);
        same = Set.copyOf(same);
    }

    /** Of the fields {@code row-KEY}, each {@code other} or {@code same}. */
    static RowAnswers of(Map<String, String> form) {
        return new RowAnswers(keys(form, "other"), keys(form, "same"), false);
    }

    private static Set<String> keys(Map<String, String> form, String answer) {
        return form.entrySet().stream()
                .filter(field -> field.getKey().startsWith(FIELD) && Objects.equals(field.getValue(), answer))
                .map(field -> field.getKey().substring(FIELD.length()))
                .collect(Collectors.toSet());
    }

    /** {@code same}, {@code other}, or null: nothing was said. Who says both said nothing. */
    @Nullable
    String of(String key) {
        boolean other = allOthers || others.contains(key);
        if (other == same.contains(key)) return null;
        return other ? "other" : "same";
    }
}
