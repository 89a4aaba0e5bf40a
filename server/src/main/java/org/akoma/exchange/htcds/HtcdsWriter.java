package org.akoma.exchange.htcds;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.akoma.exchange.spreadsheets.Row;
import org.akoma.ground.pages.TableFile;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.reference.HtcdsField;

/**
 * Writes rows as CSV or XLSX that {@link HtcdsBook} reads back as they were: first {@code case_id}, then one column a field,
 * full names as headers. Rows go out as they come; neither format holds them in memory. What is not a field of HTCDS
 * never leaves. The caller's stream is left open.
 */
final class HtcdsWriter {
    static final String CASE_ID = "case_id";

    private static final String SEVERAL = "; ";

    private final List<HtcdsField> fields;

    /** @param fields the columns, in their order */
    HtcdsWriter(List<HtcdsField> fields) {
        this.fields = List.copyOf(fields);
    }

    TableFile.Written write(TableFormat format, Iterator<Row> rows, OutputStream out) throws IOException {
        return new TableFile("HTCDS", header()).write(format, cells(rows), out);
    }

    private List<String> header() {
        List<String> header = new ArrayList<>();
        header.add(CASE_ID);
        fields.forEach(field -> header.add(field.fullName()));
        return header;
    }

    private Iterator<List<String>> cells(Iterator<Row> rows) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public List<String> next() {
                return cells(rows.next());
            }
        };
    }

    private List<String> cells(Row row) {
        List<String> cells = new ArrayList<>();
        String caseId = row.caseId();
        cells.add(caseId == null ? "" : caseId);
        for (HtcdsField field : fields)
            cells.add(String.join(SEVERAL, row.values().getOrDefault(field.fullName(), List.of())));
        return cells;
    }
}
