package org.akoma.exchange.htcds;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.akoma.exchange.spreadsheets.CsvFile;
import org.akoma.exchange.spreadsheets.FileText;
import org.akoma.exchange.spreadsheets.Finding;
import org.akoma.exchange.spreadsheets.FindingList;
import org.akoma.exchange.spreadsheets.Folded;
import org.akoma.exchange.spreadsheets.Limits;
import org.akoma.exchange.spreadsheets.RefusedFile;
import org.akoma.exchange.spreadsheets.Row;
import org.akoma.exchange.spreadsheets.Table;
import org.akoma.exchange.spreadsheets.XlsxFile;
import org.akoma.ground.reference.CodeLists;

/**
 * Reads HTCDS 2.0 workbooks (.xlsx, .xlsm) and text files (CSV, form exports). What a file is, its content says, not its
 * name. A file that is broken, hostile or too large gives one error and no rows; see {@link Limits}.
 */
final class HtcdsBook {
    /** The toolkit's sheet of values to choose from: its headers look like those of cases. */
    private static final String CODE_LISTS = "validation";

    /** In the first bytes of a file of LibreOffice, whose first part is its kind. */
    private static final String OPEN_DOCUMENT = "application/vnd.oasis.opendocument";

    private static final byte[] OLE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final byte[] ZIP = {'P', 'K'};
    private static final byte[] PDF = {'%', 'P', 'D', 'F'};

    private final HtcdsColumns columns;
    private final FieldValues values;
    private final Clock clock;

    HtcdsBook(CodeLists lists, Clock clock) {
        columns = new HtcdsColumns(lists);
        values = new FieldValues(lists);
        this.clock = clock;
    }

    Reading read(Path file, Limits limits) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, String.valueOf(file.getFileName()), limits);
        }
    }

    /** @param fileName shown in problems of a text file, which has no sheet; nothing else depends on it */
    Reading read(InputStream in, String fileName, Limits limits) throws IOException {
        var findings = new FindingList(limits.problems());
        try {
            byte[] file = in.readNBytes(limits.fileBytes() + 1);
            if (file.length > limits.fileBytes())
                throw RefusedFile.because("exchange.too-large", limits.fileBytes() >> 20);
            List<Row> rows = rows(tables(file, fileName, limits, findings), findings);
            return new Reading(rows, findings.all());
        } catch (RefusedFile refused) {
            List<Finding> problems = new ArrayList<>(findings.all());
            problems.add(refused.problem());
            return new Reading(List.of(), problems);
        }
    }

    private static List<Table> tables(byte[] file, String fileName, Limits limits, FindingList findings)
            throws IOException {
        if (file.length == 0) throw RefusedFile.because("exchange.empty-file");
        if (starts(file, OLE)) throw oldOrEncrypted(file);
        if (starts(file, PDF)) throw RefusedFile.because("exchange.not-a-workbook");
        String begins = new String(file, 0, Math.min(file.length, 200), StandardCharsets.ISO_8859_1);
        if (starts(file, ZIP) && begins.contains(OPEN_DOCUMENT)) throw RefusedFile.because("exchange.open-document");
        if (starts(file, ZIP)) return XlsxFile.tables(file, limits);
        String text = FileText.of(file, findings::add);
        if (text.stripLeading().startsWith("<") && text.contains("urn:oasis:names:tc:opendocument"))
            throw RefusedFile.because("exchange.open-document");
        if (text.stripLeading().startsWith("<"))
            throw RefusedFile.because(
                    text.contains("/xforms") ? "exchange.form-definition" : "exchange.not-a-workbook");
        return List.of(CsvFile.table(text, limits).named(fileName));
    }

    /** Excel puts an encrypted workbook into the same container as the workbooks of before 2007. */
    private static RefusedFile oldOrEncrypted(byte[] file) {
        String raw = new String(file, StandardCharsets.ISO_8859_1);
        String marker = new String("EncryptedPackage".getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
        return RefusedFile.because(raw.contains(marker) ? "exchange.encrypted" : "exchange.old-excel");
    }

    private List<Row> rows(List<Table> tables, FindingList findings) {
        if (tables.stream().anyMatch(HtcdsBook::isFormDefinition))
            throw RefusedFile.because("exchange.form-definition");
        var reader = new RowReader(values, LocalDate.now(clock), findings);
        boolean found = false;
        for (Table table : tables) {
            if (tables.size() > 1 && Folded.of(table.name()).startsWith(CODE_LISTS)) continue;
            var headers = Headers.find(columns, table, findings);
            headers.ifPresent(h -> reader.read(table, h));
            found |= headers.isPresent();
        }
        if (!found) throw RefusedFile.because("exchange.no-headers", "prs_FirstName, vic_TypeOfExploitation…");
        return reader.rows();
    }

    /** The XLSForm itself, which asks the questions and holds no answers. */
    private static boolean isFormDefinition(Table table) {
        if (table.lines().isEmpty()) return false;
        List<String> first = table.lines().getFirst().cells().values().stream()
                .map(cell -> Folded.of(cell.text()))
                .toList();
        return first.containsAll(List.of("type", "name", "label"))
                || first.containsAll(List.of("listname", "name", "label"));
    }

    private static boolean starts(byte[] file, byte[] magic) {
        return file.length >= magic.length && Arrays.equals(file, 0, magic.length, magic, 0, magic.length);
    }
}
