package org.akoma.ground.pages;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table as CSV or XLSX. Rows go out as they come; neither format holds them in memory. What a spreadsheet would compute is
 * neutralised ({@link Formulas}). A cell is text, a number, a day, or null for empty. The caller's stream is left open.
 *
 * @param name of the sheet
 */
public record TableFile(String name, List<String> header) {

    /** Excel repairs, and so damages, a file with a longer cell. */
    private static final int EXCEL_CELL = 32_767;

    private static final String CUT = " […]";
    private static final int FLUSHED = 500;

    /** What XML cannot hold, and what would be taken for an escape of it. */
    private static final Pattern TO_ESCAPE =
            Pattern.compile("[\\p{Cntrl}\\uFFFE\\uFFFF&&[^\\n\\t]]|_(?=x[0-9A-Fa-f]{4}_)");

    private static final Pattern UNWRITABLE =
            Pattern.compile("\\x00|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]");

    /** @param shortened cells cut to what Excel can hold, ending in […] */
    public record Written(long rows, long shortened) {}

    public TableFile {
        header = List.copyOf(header);
    }

    public Written write(
            TableFormat format, Iterator<? extends List<? extends @Nullable Object>> rows, OutputStream out)
            throws IOException {
        return switch (format) {
            case CSV -> csv(rows, out);
            case XLSX -> xlsx(rows, out);
        };
    }

    /** UTF-8 with a byte order mark, without which Excel takes it for another encoding. */
    private Written csv(Iterator<? extends List<? extends @Nullable Object>> rows, OutputStream out)
            throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write('\uFEFF');
        var printer = new CSVPrinter(writer, CSVFormat.RFC4180);
        printer.printRecord(header);
        long count = 0;
        while (rows.hasNext()) {
            for (Object cell : rows.next()) printer.print(plain(cell));
            printer.println();
            count++;
        }
        printer.flush();
        return new Written(count, 0);
    }

    private Written xlsx(Iterator<? extends List<? extends @Nullable Object>> rows, OutputStream out)
            throws IOException {
        var book = new Workbook(out, "Akoma", null);
        Worksheet sheet = book.newWorksheet(name);
        sheet.freezePane(0, 1);
        int shortened = put(sheet, 0, header);
        int count = 0;
        while (rows.hasNext()) {
            shortened += put(sheet, ++count, rows.next());
            if (count % FLUSHED == 0) sheet.flush();
        }
        book.finish();
        return new Written(count, shortened);
    }

    private static String plain(@Nullable Object cell) {
        if (cell == null) return "";
        return cell instanceof Number || cell instanceof LocalDate ? cell.toString() : safe(cell.toString());
    }

    private static String safe(String text) {
        return Formulas.neutralised(UNWRITABLE.matcher(text).replaceAll("\uFFFD"));
    }

    private static int put(Worksheet sheet, int row, List<? extends @Nullable Object> cells) {
        int shortened = 0;
        for (int column = 0; column < cells.size(); column++) {
            Object cell = cells.get(column);
            switch (cell) {
                case null -> {}
                case Number number -> sheet.value(row, column, number);
                case LocalDate day -> {
                    sheet.value(row, column, day);
                    sheet.style(row, column).format("yyyy-mm-dd").set();
                }
                default -> shortened += text(sheet, row, column, safe(cell.toString()));
            }
        }
        return shortened;
    }

    private static int text(Worksheet sheet, int row, int column, String text) {
        if (text.isEmpty()) return 0;
        boolean tooLong = escaped(text).length() > EXCEL_CELL;
        String kept = tooLong ? text.substring(0, text.offsetByCodePoints(0, EXCEL_CELL / 8)) + CUT : text;
        sheet.inlineString(row, column, escaped(kept));
        return tooLong ? 1 : 0;
    }

    private static String escaped(String text) {
        return TO_ESCAPE
                .matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement(
                        "_x%04X_".formatted((int) m.group().charAt(0))));
    }
}
