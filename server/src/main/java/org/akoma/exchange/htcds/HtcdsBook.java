package org.akoma.exchange.htcds;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.akoma.exchange.spreadsheets.AnyTable;
import org.akoma.exchange.spreadsheets.Finding;
import org.akoma.exchange.spreadsheets.FindingList;
import org.akoma.exchange.spreadsheets.Folded;
import org.akoma.exchange.spreadsheets.Limits;
import org.akoma.exchange.spreadsheets.RefusedFile;
import org.akoma.exchange.spreadsheets.Row;
import org.akoma.exchange.spreadsheets.Table;
import org.akoma.ground.reference.CodeLists;

/**
 * Reads HTCDS 2.0 workbooks (.xlsx, .xlsm) and text files (CSV, form exports). What a file is, its content says, not its
 * name. A file that is broken, hostile or too large gives one error and no rows; see {@link Limits}.
 */
final class HtcdsBook {
    /** The toolkit's sheet of values to choose from: its headers look like those of cases. */
    private static final String CODE_LISTS = "validation";

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
            List<Row> rows = rows(AnyTable.of(file, fileName, limits, findings), findings);
            return new Reading(rows, findings.all());
        } catch (RefusedFile refused) {
            List<Finding> problems = new ArrayList<>(findings.all());
            problems.add(refused.problem());
            return new Reading(List.of(), problems);
        }
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
}
