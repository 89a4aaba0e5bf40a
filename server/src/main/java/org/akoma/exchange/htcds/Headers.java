package org.akoma.exchange.htcds;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.akoma.exchange.spreadsheets.CellReporter;
import org.akoma.exchange.spreadsheets.FindingList;
import org.akoma.exchange.spreadsheets.Folded;
import org.akoma.exchange.spreadsheets.Table;
import org.akoma.ground.reference.HtcdsField;
import org.jspecify.annotations.Nullable;

/** What each column of one table holds, worked out from its header rows. */
final class Headers {
    /** Rows searched for headers: a title, a logo's caption and a few blank lines are common above them. */
    private static final int SEARCHED = 20;

    /** @param lastRow number of the last header row; what follows is content */
    record Found(int lastRow, SortedMap<Integer, Column> columns) {}

    sealed interface Column {
        String header();

        record Known(String header, HtcdsField field) implements Column {}

        record Chosen(String header, HtcdsColumns.Choice choice) implements Column {}

        record CaseId(String header) implements Column {}

        record Unknown(String header) implements Column {}
    }

    private final HtcdsColumns catalogue;
    private final Table table;
    private final FindingList findings;
    private final List<Table.Line> rows;
    private final Set<String> taken = new HashSet<>();
    private final SortedMap<Integer, Column> columns = new TreeMap<>();

    private Headers(HtcdsColumns catalogue, Table table, List<Table.Line> rows, FindingList findings) {
        this.catalogue = catalogue;
        this.table = table;
        this.rows = rows;
        this.findings = findings;
    }

    /** Empty when no row of the first twenty looks like headers of HTCDS. */
    static Optional<Found> find(HtcdsColumns catalogue, Table table, FindingList findings) {
        List<Table.Line> rows = rows(catalogue, table);
        if (rows.isEmpty()) return Optional.empty();
        return Optional.of(new Headers(catalogue, table, rows, findings).read());
    }

    /** The row with most known headers, and its neighbours with at least half as many: names and labels come in pairs. */
    private static List<Table.Line> rows(HtcdsColumns catalogue, Table table) {
        List<Table.Line> first = table.lines().stream().limit(SEARCHED).toList();
        List<Integer> scores =
                first.stream().map(line -> score(catalogue, line)).toList();
        int most = scores.stream().max(Integer::compare).orElse(0);
        int best = scores.indexOf(most);
        if (most < Math.min(2, best < 0 ? 2 : first.get(best).cells().size())) return List.of();
        int from = best;
        int to = best;
        while (from > 0 && most > 2 && scores.get(from - 1) * 2 >= most) from--;
        while (to + 1 < first.size() && most > 2 && scores.get(to + 1) * 2 >= most) to++;
        return most == 0 ? List.of() : first.subList(from, to + 1);
    }

    /** Different things meant by the cells of a row; a full name, which nobody types by chance, counts once more. */
    private static int score(HtcdsColumns catalogue, Table.Line line) {
        Set<Object> found = new HashSet<>();
        boolean named = false;
        for (Table.Cell cell : line.cells().values()) {
            HtcdsField field = catalogue.byName(cell.text());
            Set<String> labelled = catalogue.byLabel(cell.text());
            String french = KnownDefects.FRENCH.get(Folded.of(cell.text()));
            named |= field != null;
            if (field != null) found.add(Set.of(field.fullName()));
            else if (!labelled.isEmpty()) found.add(labelled);
            else if (french != null) found.add(Set.of(french));
            else if (HtcdsColumns.caseIdRank(cell.text()) >= 0) found.add(HtcdsColumns.class);
        }
        return found.size() + (named ? 1 : 0);
    }

    private Found read() {
        SortedMap<Integer, List<String>> headers = new TreeMap<>();
        for (Table.Line row : rows)
            row.cells()
                    .forEach((column, cell) -> headers.computeIfAbsent(column, c -> new ArrayList<>())
                            .add(cell.text().strip()));
        headers.forEach((column, texts) -> columns.put(column, column(column, texts)));
        chooseCaseId();
        return new Found(rows.getLast().number(), columns);
    }

    private Column column(int column, List<String> texts) {
        String shown = texts.getLast();
        CellReporter reporter =
                new CellReporter(findings, table.name(), rows.getLast().number(), column, shown);
        Optional<HtcdsField> named = texts.stream()
                .flatMap(t -> Optional.ofNullable(catalogue.byName(t)).stream())
                .findFirst();
        Set<String> labelled = texts.stream()
                .map(catalogue::byLabel)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(Set.of());
        if (named.isPresent()
                && (labelled.isEmpty() || labelled.contains(named.get().fullName())))
            return take(shown, named.get(), reporter);
        if (labelled.size() == 1) {
            HtcdsField field = catalogue.field(labelled.iterator().next());
            named.filter(other -> isUsed(column))
                    .ifPresent(
                            other -> reporter.warning("exchange.header-conflict", other.fullName(), field.fullName()));
            return take(shown, field, reporter);
        }
        HtcdsField usual = usual(shown);
        if (usual != null && !taken.contains(usual.fullName())) {
            reporter.warning("exchange.column-guessed", shown, usual.fullName());
            return take(shown, usual, reporter);
        }
        if (!labelled.isEmpty()) reporter.warning("exchange.ambiguous-column", shown, String.join(", ", labelled));
        return labelled.isEmpty() ? other(column, shown, reporter) : new Column.Unknown(shown);
    }

    /** What people who fill in the workbook in French most often mean by a short word; null for all others. */
    private @Nullable HtcdsField usual(String shown) {
        String meant = KnownDefects.FRENCH.get(Folded.of(shown));
        return meant == null ? null : catalogue.field(meant);
    }

    private Column other(int column, String shown, CellReporter reporter) {
        if (HtcdsColumns.caseIdRank(shown) >= 0) return new Column.CaseId(shown);
        if (AkomaColumn.all().anyMatch(own -> own.header().equals(shown))) return new Column.Unknown(shown);
        HtcdsColumns.Choice choice = catalogue.choice(shown);
        if (choice != null) return new Column.Chosen(shown, choice);
        HtcdsField guess = catalogue.guess(shown);
        if (guess == null || taken.contains(guess.fullName())) {
            if (isUsed(column)) reporter.warning("exchange.column-unknown", shown, "");
            return new Column.Unknown(shown);
        }
        reporter.warning("exchange.column-guessed", shown, guess.fullName());
        return take(shown, guess, reporter);
    }

    private Column take(String shown, HtcdsField field, CellReporter reporter) {
        if (taken.add(field.fullName())) return new Column.Known(shown, field);
        String twin = KnownDefects.TWINS.get(field.fullName());
        if (twin != null && !catalogue.byLabel(shown).isEmpty() && taken.add(twin)) {
            reporter.warning("exchange.column-guessed", shown, twin);
            return new Column.Known(shown, catalogue.field(twin));
        }
        reporter.warning("exchange.duplicate-column", shown, field.fullName());
        return new Column.Unknown(shown);
    }

    private boolean isUsed(int column) {
        int last = rows.getLast().number();
        return table.lines().stream()
                .anyMatch(l -> l.number() > last && l.cells().containsKey(column));
    }

    /** Of several candidates the best one stays, the others are columns that HTCDS does not know. */
    private void chooseCaseId() {
        Optional<Integer> best = columns.entrySet().stream()
                .filter(e -> e.getValue() instanceof Column.CaseId)
                .min((a, b) -> Integer.compare(rank(a.getValue()), rank(b.getValue())))
                .map(Map.Entry::getKey);
        columns.replaceAll((column, c) -> c instanceof Column.CaseId id && !best.equals(Optional.of(column))
                ? new Column.Unknown(id.header())
                : c);
    }

    private static int rank(Column column) {
        return HtcdsColumns.caseIdRank(column.header());
    }
}
