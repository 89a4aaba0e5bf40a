package org.akoma.exchange.htcds;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.akoma.exchange.spreadsheets.Row;
import org.akoma.exchange.spreadsheets.UnmappedValues;
import org.akoma.ground.pages.Formulas;
import org.jspecify.annotations.Nullable;

/** The values of a row while places are found for them: what nobody takes is carried along. */
final class RowValues {
    private final Map<String, List<String>> left;
    private final Map<String, String> unknown;

    RowValues(Row row) {
        left = new LinkedHashMap<>(row.values());
        unknown = new LinkedHashMap<>(row.unknown());
    }

    boolean has(String field) {
        return left.containsKey(field);
    }

    List<String> all(String field) {
        return left.getOrDefault(field, List.of());
    }

    @Nullable
    String peek(String field) {
        return all(field).isEmpty() ? null : all(field).getFirst();
    }

    @Nullable
    LocalDate peekDate(String field) {
        String value = peek(field);
        return value == null ? null : LocalDate.parse(value);
    }

    @Nullable
    String take(String field) {
        String value = peek(field);
        left.remove(field);
        return value;
    }

    List<String> takeAll(String field) {
        List<String> values = all(field);
        left.remove(field);
        return values;
    }

    @Nullable
    LocalDate date(String field) {
        LocalDate value = peekDate(field);
        left.remove(field);
        return value;
    }

    /** Takes what another house of ours wrote into a column of its own; null when it did not. */
    @Nullable
    String extra(AkomaColumn field) {
        String text = unknown.remove(field.header());
        return text == null || text.isBlank() ? null : Formulas.restored(text.strip());
    }

    /** Carries a text of a column of our own that says nothing to this house, as it came. */
    void giveBack(AkomaColumn field, String text) {
        unknown.put(field.header(), text);
    }

    /** Carries a value that is of the file and not of HTCDS. */
    void keep(AkomaColumn field, String value) {
        left.put(field.header(), List.of(value));
    }

    UnmappedValues rest(@Nullable String caseId) {
        return new UnmappedValues(caseId, left, unknown);
    }
}
