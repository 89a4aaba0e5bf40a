package org.akoma.exchange.spreadsheets;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of an imported row for which the child's file has no field: kept with the file, and written again when it is exported with names.
 *
 * @param caseId the identifier that the sending structure gave the case
 * @param values by full name of the HTCDS field
 * @param unknown by header: columns that HTCDS does not know
 */
public record UnmappedValues(@Nullable String caseId, Map<String, List<String>> values, Map<String, String> unknown) {

    public static final UnmappedValues NOTHING = new UnmappedValues(null, Map.of(), Map.of());

    public UnmappedValues {
        values = Map.copyOf(values);
        unknown = Map.copyOf(unknown);
    }

    public boolean isEmpty() {
        return caseId == null && values.isEmpty() && unknown.isEmpty();
    }

    public @Nullable String value(String field) {
        List<String> found = values.getOrDefault(field, List.of());
        return found.isEmpty() ? null : found.getFirst();
    }
}
