package org.akoma.exchange.spreadsheets;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** One sheet's XML, read once and forward. */
final class XlsxSheet {
    private static final Pattern LIST = Pattern.compile("^'?([^'!]+)'?!");
    /** As LibreOffice writes a ticked box: it computes nothing. */
    private static final Pattern CONSTANT = Pattern.compile("(?i)(of:=)?(TRUE|FALSE)\\(\\)");

    private static final Pattern AREA = Pattern.compile("([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})");
    private static final int MOST_MERGED = 2_000;

    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    /** What all sheets of a workbook may use together. */
    static final class Budget {
        private final Limits limits;
        private int rows;
        private int cells;

        Budget(Limits limits) {
            this.limits = limits;
        }

        void row() {
            if (++rows > limits.rows()) throw RefusedFile.because("exchange.too-many-rows", limits.rows());
        }

        void cell(int column) {
            if (column >= limits.columns()) throw RefusedFile.because("exchange.too-many-columns", limits.columns());
            if (++cells > limits.cells()) throw RefusedFile.because("exchange.too-many-cells", limits.cells());
        }
    }

    private final PartXml xml;
    private final List<String> strings;
    private final Budget budget;
    private final List<Table.Line> lines = new ArrayList<>();
    private final Set<String> lists = new HashSet<>();
    private final List<Table.Merged> merged = new ArrayList<>();

    XlsxSheet(PartXml xml, List<String> strings, Budget budget) throws XMLStreamException {
        this.xml = xml;
        this.strings = strings;
        this.budget = budget;
        read();
    }

    List<Table.Line> lines() {
        return lines;
    }

    /** Names of sheets from which this one offers values to choose. */
    Set<String> lists() {
        return lists;
    }

    /** Areas that hold something. */
    List<Table.Merged> merged() {
        return merged;
    }

    private void read() throws XMLStreamException {
        int number = 0;
        while (xml.next()) {
            if (xml.starts("row")) {
                String given = xml.attribute("r");
                number = given == null ? number + 1 : Integer.parseInt(given);
                readRow(number);
            } else if (xml.starts("dataValidation")) {
                readValidation();
            } else if (xml.starts("mergeCell")) {
                readMerged(xml.attribute("ref"));
            }
        }
    }

    /** What the first cell says is said in each row of the area; a sheet names its merged cells after its rows. */
    private void readMerged(@Nullable String ref) {
        Matcher area = AREA.matcher(ref == null ? "" : ref);
        if (!area.matches()) return;
        int row = Integer.parseInt(area.group(2));
        int column = column(area.group(1));
        Table.Cell first = lines.stream()
                .filter(line -> line.number() == row)
                .map(line -> line.cells().get(column))
                .findFirst()
                .orElse(null);
        if (first == null) return;
        if (merged.size() >= MOST_MERGED) throw RefusedFile.because("exchange.too-many-merged", MOST_MERGED);
        Table.Merged one = new Table.Merged(row, Integer.parseInt(area.group(4)), column, column(area.group(3)));
        merged.add(one);
        for (Table.Line line : lines) {
            if (line.number() <= row || line.number() > one.lastRow()) continue;
            budget.cell(column);
            line.cells().putIfAbsent(column, first);
        }
    }

    private void readRow(int number) throws XMLStreamException {
        SortedMap<Integer, Table.Cell> cells = new TreeMap<>();
        int column = -1;
        while (xml.next() && !xml.ends("row")) {
            if (!xml.starts("c")) continue;
            String at = xml.attribute("r");
            column = at == null ? column + 1 : column(at);
            Table.Cell cell = readCell();
            if (cell.kind() != Table.Kind.FORMULA && cell.text().isBlank()) continue;
            budget.cell(column);
            cells.put(column, cell);
        }
        if (cells.isEmpty()) return;
        budget.row();
        lines.add(new Table.Line(number, cells));
    }

    private Table.Cell readCell() throws XMLStreamException {
        String type = xml.attribute("t");
        String formula = null;
        String text = "";
        while (xml.next() && !xml.ends("c")) {
            if (xml.starts("f")) formula = xml.text(budget.limits.cellChars());
            else if (xml.starts("v")) text = xml.text(budget.limits.cellChars());
            else if (xml.starts("is")) text = richText(xml, "is", budget.limits.cellChars());
        }
        boolean computed = formula != null && !CONSTANT.matcher(formula.strip()).matches();
        return cell(type == null ? "n" : type, text, computed);
    }

    private Table.Cell cell(String type, String text, boolean formula) {
        String value = switch (type) {
            case "s" -> text.isEmpty() ? "" : strings.get(Integer.parseInt(text.strip()));
            case "b" -> isTrue(text.strip()) ? "TRUE" : "FALSE";
            case "n" -> plain(text.strip());
            case "str" -> unescaped(text);
            default -> text;
        };
        if (formula) return new Table.Cell(Table.Kind.FORMULA, value);
        return new Table.Cell(
                switch (type) {
                    case "n" -> Table.Kind.NUMBER;
                    case "e" -> Table.Kind.ERROR;
                    default -> Table.Kind.TEXT;
                },
                value);
    }

    /** 2.25E11 is a telephone number. An exponent beyond what a spreadsheet can hold is left as it is, not spelt out. */
    private static String plain(String number) {
        if (number.isEmpty() || number.length() > 40) return number;
        BigDecimal exact = new BigDecimal(number);
        return Math.abs((long) exact.precision() - exact.scale()) > 310 || Math.abs(exact.scale()) > 400
                ? number
                : exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
    }

    /** In the extended form the formula is one element deeper: {@code <x14:formula1><xm:f>…}. */
    private void readValidation() throws XMLStreamException {
        while (xml.next() && !xml.ends("dataValidation")) {
            if (!xml.starts("formula1")) continue;
            Matcher list = LIST.matcher(xml.deepText("formula1", budget.limits.cellChars()));
            if (list.find()) lists.add(list.group(1));
        }
    }

    /** All text inside the element just started, without the phonetic guides of East Asian text. */
    static String richText(PartXml xml, String element, int most) throws XMLStreamException {
        var out = new StringBuilder();
        boolean phonetic = false;
        while (xml.next() && !xml.ends(element)) {
            if (xml.starts("rPh")) phonetic = true;
            else if (xml.ends("rPh")) phonetic = false;
            else if (xml.starts("t") && !phonetic) out.append(xml.text(most));
            if (out.length() > most) throw RefusedFile.because("exchange.cell-too-long", most);
        }
        return unescaped(out.toString());
    }

    /** Characters that XML cannot hold are written _xHHHH_ (ECMA-376, ST_Xstring). */
    private static String unescaped(String text) {
        if (text.indexOf("_x") < 0) return text;
        return ESCAPED.matcher(text).replaceAll(m -> Matcher.quoteReplacement(character(m.group(1))));
    }

    private static String character(String hex) {
        char c = (char) Integer.parseInt(hex, 16);
        return c == 0 || Character.isSurrogate(c) ? "\uFFFD" : String.valueOf(c);
    }

    private static int column(String address) {
        int column = 0;
        int i = 0;
        for (; i < 4 && i < address.length() && address.charAt(i) >= 'A' && address.charAt(i) <= 'Z'; i++)
            column = column * 26 + (address.charAt(i) - 'A' + 1);
        if (i == 0) throw RefusedFile.because("exchange.broken-workbook", Finding.shown(address));
        return column - 1;
    }

    static boolean isTrue(@Nullable String text) {
        return "1".equals(text) || "true".equalsIgnoreCase(text);
    }
}
