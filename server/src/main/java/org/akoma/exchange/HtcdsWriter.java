package org.akoma.exchange;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.reference.HtcdsField;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Writes rows as CSV or XLSX that {@link HtcdsBook} reads back as they were: first {@code case_id}, then one column a field,
 * full names as headers. Rows go out as they come; neither format holds them in memory. What is not a field of HTCDS
 * never leaves. The caller's stream is left open.
 */
final class HtcdsWriter {
    static final String CASE_ID = "case_id";

    /** Excel repairs, and so damages, a file with a longer cell. */
    private static final int EXCEL_CELL = 32_767;

    private static final String CUT = " […]";
    private static final int FLUSHED = 500;
    private static final String SEVERAL = "; ";

    /** What XML cannot hold, and what would be taken for an escape of it. */
    private static final Pattern TO_ESCAPE =
            Pattern.compile("[\\p{Cntrl}\\uFFFE\\uFFFF&&[^\\n\\t]]|_(?=x[0-9A-Fa-f]{4}_)");

    private static final Pattern UNWRITABLE =
            Pattern.compile("\\x00|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]");

    /** @param shortened cells cut to what Excel can hold, ending in […] */
    record Written(long rows, long shortened) {}

    private final List<HtcdsField> fields;

    /** @param fields the columns, in their order */
    HtcdsWriter(List<HtcdsField> fields) {
        this.fields = List.copyOf(fields);
    }

    /** UTF-8 with a byte order mark, without which Excel takes it for another encoding. */
    Written csv(Iterator<Row> rows, OutputStream out) throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write('\uFEFF');
        var printer = new CSVPrinter(writer, CSVFormat.RFC4180);
        printer.printRecord(header());
        long count = 0;
        while (rows.hasNext()) {
            printer.printRecord(cells(rows.next()));
            count++;
        }
        printer.flush();
        return new Written(count, 0);
    }

    Written xlsx(Iterator<Row> rows, OutputStream out) throws IOException {
        var book = new Workbook(out, "Akoma", null);
        Worksheet sheet = book.newWorksheet("HTCDS");
        sheet.freezePane(0, 1);
        int shortened = put(sheet, 0, header());
        int count = 0;
        while (rows.hasNext()) {
            shortened += put(sheet, ++count, cells(rows.next()));
            if (count % FLUSHED == 0) sheet.flush();
        }
        book.finish();
        return new Written(count, shortened);
    }

    private List<String> header() {
        List<String> header = new ArrayList<>();
        header.add(CASE_ID);
        fields.forEach(field -> header.add(field.fullName()));
        return header;
    }

    private List<String> cells(Row row) {
        List<String> cells = new ArrayList<>();
        String caseId = row.caseId();
        cells.add(caseId == null ? "" : safe(caseId));
        for (HtcdsField field : fields)
            cells.add(safe(String.join(SEVERAL, row.values().getOrDefault(field.fullName(), List.of()))));
        return cells;
    }

    private static String safe(String text) {
        return Formulas.neutralised(UNWRITABLE.matcher(text).replaceAll("\uFFFD"));
    }

    private static int put(Worksheet sheet, int row, List<String> cells) {
        int shortened = 0;
        for (int column = 0; column < cells.size(); column++) {
            String text = cells.get(column);
            if (text.isEmpty()) continue;
            if (escaped(text).length() > EXCEL_CELL) {
                text = text.substring(0, text.offsetByCodePoints(0, EXCEL_CELL / 8)) + CUT;
                shortened++;
            }
            sheet.inlineString(row, column, escaped(text));
        }
        return shortened;
    }

    private static String escaped(String text) {
        return TO_ESCAPE
                .matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement(
                        "_x%04X_".formatted((int) m.group().charAt(0))));
    }
}
