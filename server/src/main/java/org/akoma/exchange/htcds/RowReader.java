package org.akoma.exchange.htcds;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.akoma.exchange.htcds.Headers.Column;
import org.akoma.exchange.spreadsheets.CellReporter;
import org.akoma.exchange.spreadsheets.FindingList;
import org.akoma.exchange.spreadsheets.Folded;
import org.akoma.exchange.spreadsheets.Row;
import org.akoma.exchange.spreadsheets.Table;
import org.akoma.ground.pages.Formulas;
import org.jspecify.annotations.Nullable;

/** Turns the lines of tables into rows, and looks at what can only be seen across cells and rows. */
final class RowReader {
    private static final Set<String> UNTRUE = Set.of("0", "false", "non", "no", "");

    private final FieldValues values;
    private final LocalDate today;
    private final FindingList findings;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Row> byCaseId = new HashMap<>();
    private final Map<Map<String, List<String>>, Integer> seen = new HashMap<>();

    RowReader(FieldValues values, LocalDate today, FindingList findings) {
        this.values = values;
        this.today = today;
        this.findings = findings;
    }

    List<Row> rows() {
        return rows;
    }

    void read(Table table, Headers.Found headers) {
        int before = rows.size();
        warnOfMerged(table, headers);
        for (Table.Line line : table.lines()) {
            if (line.number() > headers.lastRow()) read(table, headers, line);
        }
        boolean identified = headers.columns().values().stream().anyMatch(Column.CaseId.class::isInstance);
        if (!identified && rows.size() > before)
            new CellReporter(findings, table.name(), 0, -1, "").warning("exchange.no-case-id", "", "case_id");
    }

    /** Below the headers alone: a title above them is often merged. */
    private void warnOfMerged(Table table, Headers.Found headers) {
        for (Table.Merged merged : table.merged()) {
            if (merged.lastRow() <= headers.lastRow()) continue;
            Column column = headers.columns().get(merged.column());
            String name = column == null ? Table.letter(merged.column()) : column.header();
            CellReporter at = new CellReporter(findings, table.name(), merged.row(), merged.column(), name);
            if (merged.lastColumn() > merged.column()) at.error("exchange.merged-across", merged.area(), "");
            else at.warning("exchange.merged-down", merged.area(), "");
        }
    }

    private void read(Table table, Headers.Found headers, Table.Line line) {
        SequencedMap<String, List<String>> known = new LinkedHashMap<>();
        Map<String, String> unknown = new LinkedHashMap<>();
        String caseId = null;
        boolean filled = false;
        for (var entry : line.cells().entrySet()) {
            Column column = headers.columns().get(entry.getKey());
            Table.Cell cell = entry.getValue();
            String name = column == null ? Table.letter(entry.getKey()) : column.header();
            CellReporter reporter = new CellReporter(findings, table.name(), line.number(), entry.getKey(), name);
            filled |= column != null;
            switch (column) {
                case null -> unknown.put(name, cell.text());
                case Column.Known k ->
                    put(known, k.field().fullName(), values.read(k.field(), cell, table.epoch1904(), today, reporter));
                case Column.Chosen c -> choose(known, c.choice(), cell);
                case Column.CaseId id -> caseId = caseId(cell, reporter);
                case Column.Unknown u -> unknown.merge(u.header(), cell.text(), (a, b) -> a + "; " + b);
            }
        }
        if (!filled) return;
        CellReporter row = new CellReporter(findings, table.name(), line.number(), -1, "");
        if (known.isEmpty()) row.warning("exchange.nothing-known", "", "");
        else add(row, caseId, known, unknown);
    }

    private void add(
            CellReporter reporter,
            @Nullable String caseId,
            Map<String, List<String>> known,
            Map<String, String> unknown) {
        RowRules.check(known, today, reporter);
        int occurrence = seen.merge(known, 1, Integer::sum);
        Row row = new Row(reporter.sheet(), reporter.row(), caseId, occurrence, known, unknown);
        Row twin = caseId == null ? null : byCaseId.putIfAbsent(caseId, row);
        if (twin != null && twin.values().equals(known)) {
            reporter.warning("exchange.repeated-row", caseId == null ? "" : caseId, twin.sheet() + " " + twin.number());
            return;
        }
        if (twin != null)
            reporter.error(
                    "exchange.duplicate-case-id", caseId == null ? "" : caseId, twin.sheet() + " " + twin.number());
        else if (caseId == null && occurrence > 1)
            reporter.warning("exchange.duplicate-row", "", String.valueOf(occurrence));
        rows.add(row);
    }

    private static void put(Map<String, List<String>> known, String field, List<String> found) {
        if (!found.isEmpty()) known.put(field, found);
    }

    private static void choose(Map<String, List<String>> known, HtcdsColumns.Choice choice, Table.Cell cell) {
        if (UNTRUE.contains(Folded.of(cell.text()))) return;
        List<String> soFar = known.getOrDefault(choice.field().fullName(), List.of());
        if (soFar.contains(choice.code())) return;
        List<String> more = new ArrayList<>(soFar);
        more.add(choice.code());
        known.put(choice.field().fullName(), List.copyOf(more));
    }

    private static @Nullable String caseId(Table.Cell cell, CellReporter reporter) {
        if (cell.kind() == Table.Kind.FORMULA || cell.kind() == Table.Kind.ERROR) {
            reporter.error("exchange.formula", cell.text(), "");
            return null;
        }
        return Formulas.restored(cell.text().strip());
    }
}
