package org.akoma.exchange.spreadsheets;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One person's row, understood: codes as HTCDS writes them, dates as yyyy-MM-dd, countries as ISO 3166 alpha-2,
 * languages as ISO 639-2, check boxes as TRUE or FALSE.
 *
 * @param number as the spreadsheet program shows it
 * @param caseId the file's own identifier of the case, when it has such a column
 * @param occurrence 1, or more when rows before it in the file say exactly the same
 * @param values by full name of the HTCDS field; only fields with a value; one value unless the field takes several
 * @param unknown by header (or letter, where there is none): what HTCDS has no field for
 */
public record Row(
        String sheet,
        int number,
        @Nullable String caseId,
        int occurrence,
        Map<String, List<String>> values,
        Map<String, String> unknown) {

    public Row {
        values = Collections.unmodifiableMap(values);
        unknown = Collections.unmodifiableMap(unknown);
    }
}
