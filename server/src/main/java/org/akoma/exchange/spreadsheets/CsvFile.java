package org.akoma.exchange.spreadsheets;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A text file of separated values taken apart into one table. Row numbers are those a spreadsheet program shows. */
public final class CsvFile {
    public static final String NAME = "CSV";
    private static final String SEPARATORS = ";,\t|";
    private static final int LOOKED_AT = 20;

    private CsvFile() {}

    public static Table table(String text, Limits limits) {
        char separator = separator(text);
        refuseWide(text, separator, limits);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false)
                .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            return new Table(NAME, false, lines(parser, limits));
        } catch (IOException | UncheckedIOException e) {
            throw RefusedFile.because("exchange.broken-csv", Finding.shown(String.valueOf(e.getMessage())));
        }
    }

    private static List<Table.Line> lines(CSVParser parser, Limits limits) {
        List<Table.Line> lines = new ArrayList<>();
        int cells = 0;
        for (CSVRecord record : parser) {
            SortedMap<Integer, Table.Cell> line = cells(record, limits);
            cells += line.size();
            if (cells > limits.cells()) throw RefusedFile.because("exchange.too-many-cells", limits.cells());
            if (line.isEmpty() || isSeparatorHint(record)) continue;
            if (lines.size() >= limits.rows()) throw RefusedFile.because("exchange.too-many-rows", limits.rows());
            lines.add(new Table.Line((int) record.getRecordNumber(), line));
        }
        return lines;
    }

    private static SortedMap<Integer, Table.Cell> cells(CSVRecord record, Limits limits) {
        SortedMap<Integer, Table.Cell> cells = new TreeMap<>();
        for (int i = 0; i < record.size(); i++) {
            String text = record.get(i);
            if (text.isBlank()) continue;
            if (i >= limits.columns()) throw RefusedFile.because("exchange.too-many-columns", limits.columns());
            if (text.length() > limits.cellChars())
                throw RefusedFile.because("exchange.cell-too-long", limits.cellChars());
            cells.put(i, new Table.Cell(Table.Kind.TEXT, text));
        }
        return cells;
    }

    /** Excel's own first line {@code sep=;}, which splits into {@code sep=} and nothing. */
    private static boolean isSeparatorHint(CSVRecord record) {
        return record.getRecordNumber() == 1 && record.get(0).startsWith("sep=");
    }

    /** The one outside quotes on most of the first lines; between equals, the one most often on one line. */
    private static char separator(String text) {
        if (text.startsWith("sep=") && text.length() > 4 && SEPARATORS.indexOf(text.charAt(4)) >= 0)
            return text.charAt(4);
        char best = ',';
        Spread most = new Spread(0, 0);
        for (char separator : SEPARATORS.toCharArray()) {
            Spread spread = spread(text, separator, LOOKED_AT);
            if (!spread.beats(most)) continue;
            most = spread;
            best = separator;
        }
        return best;
    }

    /**
     * @param lines how many have the separator
     * @param widest how often the line has it that has it most
     */
    private record Spread(int lines, int widest) {
        boolean beats(Spread other) {
            return lines > other.lines || (lines == other.lines && widest > other.widest);
        }
    }

    /** A line of a million separators is refused before a parser makes a million strings of it. */
    private static void refuseWide(String text, char separator, Limits limits) {
        if (spread(text, separator, Integer.MAX_VALUE).widest() > 4L * limits.columns())
            throw RefusedFile.because("exchange.too-many-columns", limits.columns());
    }

    private static Spread spread(String text, char separator, int looked) {
        int lines = 0;
        int widest = 0;
        int here = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length() && looked > 0; i++) {
            char c = text.charAt(i);
            if (c == '"') quoted = !quoted;
            else if (quoted) continue;
            else if (c == separator) {
                lines += here == 0 ? 1 : 0;
                widest = Math.max(widest, ++here);
            } else if (c == '\n') {
                here = 0;
                looked--;
            }
        }
        return new Spread(lines, widest);
    }
}
