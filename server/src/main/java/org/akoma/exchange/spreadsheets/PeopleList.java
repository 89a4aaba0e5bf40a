package org.akoma.exchange.spreadsheets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * A list of people that a file brings: one line of titles among the first lines, one person a line below it. Any fault of the file leaves it without lines.
 *
 * @param lines of the first sheet that has all titles that are needed
 */
public record PeopleList(List<Line> lines, List<Finding> problems) {

    /** Rows enough for a hall; everything is kept in memory. */
    public static final Limits LIMITS =
            new Limits(1 << 20, 16L << 20, 200, 200, 10, 500, 60, 10_000, 2_000, 500_000, 200);

    private static final int LOOKED_AT = 20;

    public PeopleList {
        lines = List.copyOf(lines);
        problems = List.copyOf(problems);
    }

    /**
     * A column.
     *
     * @param id of the values and of the normalised text
     * @param titles as people write them, in both languages
     * @param list code list of the values, for their labels on a page; null = any text
     * @param choices the codes of that list
     */
    public record Column(
            String id,
            boolean needed,
            List<String> titles,
            @Nullable String list,
            @Nullable Choices choices) {
        public Column {
            titles = List.copyOf(titles);
        }

        /** Any text. */
        public static Column text(String id, String... titles) {
            return new Column(id, false, List.of(titles), null, null);
        }

        boolean isCalled(String title) {
            String folded = Folded.of(title);
            return Folded.of(id).equals(folded)
                    || titles.stream().anyMatch(one -> Folded.of(one).equals(folded));
        }
    }

    /**
     * One person.
     *
     * @param row as the spreadsheet program shows it
     * @param values by id of the column; codes where it has choices
     * @param places column of each value in the file
     */
    public record Line(String sheet, int row, Map<String, String> values, Map<String, Integer> places) {
        public Line {
            values = Map.copyOf(values);
            places = Map.copyOf(places);
        }

        public @Nullable String of(String column) {
            return values.get(column);
        }

        /** Something that is wrong with it. */
        public Finding wrong(String column, String code, String value, String hint) {
            Integer place = places.get(column);
            return new Finding(
                    Finding.Severity.ERROR,
                    sheet,
                    row,
                    place == null ? "" : Table.letter(place),
                    place == null ? "" : column,
                    value,
                    code,
                    hint);
        }
    }

    public static PeopleList read(byte[] file, String name, List<Column> columns) {
        FindingList findings = new FindingList(LIMITS.problems());
        try {
            if (file.length > LIMITS.fileBytes())
                throw RefusedFile.because("exchange.too-large", LIMITS.fileBytes() >> 20);
            for (Table table : AnyTable.of(file, name, LIMITS, findings)) {
                Map<Integer, Column> titles = new HashMap<>();
                int at = titles(table, columns, titles);
                if (at >= 0) return lines(table, at, titles, columns, findings);
            }
            throw RefusedFile.because(
                    "exchange.no-titles",
                    String.join(
                            ", ",
                            columns.stream()
                                    .filter(Column::needed)
                                    .map(Column::id)
                                    .toList()));
        } catch (RefusedFile refused) {
            List<Finding> problems = new ArrayList<>(findings.all());
            problems.add(refused.problem());
            return new PeopleList(List.of(), problems);
        }
    }

    /** The index of the line of titles, whose columns are put into the map; below 0 = there is none. */
    private static int titles(Table table, List<Column> columns, Map<Integer, Column> into) {
        for (int at = 0; at < Math.min(LOOKED_AT, table.lines().size()); at++) {
            into.clear();
            table.lines()
                    .get(at)
                    .cells()
                    .forEach((place, cell) -> columns.stream()
                            .filter(one -> one.isCalled(cell.text()) && !into.containsValue(one))
                            .findFirst()
                            .ifPresent(one -> into.put(place, one)));
            if (into.values()
                    .containsAll(columns.stream().filter(Column::needed).toList())) return at;
        }
        return -1;
    }

    private static PeopleList lines(
            Table table, int at, Map<Integer, Column> titles, List<Column> columns, FindingList findings) {
        List<Line> lines = new ArrayList<>();
        for (Table.Line row : table.lines().subList(at + 1, table.lines().size()))
            line(table, row, titles, columns, findings).ifPresent(lines::add);
        if (lines.isEmpty()) findings.add(Finding.ofFile(Finding.Severity.ERROR, "exchange.no-people", "", ""));
        return new PeopleList(lines, findings.all());
    }

    private static Optional<Line> line(
            Table table, Table.Line row, Map<Integer, Column> titles, List<Column> columns, FindingList findings) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, Integer> places = new LinkedHashMap<>();
        titles.forEach((place, column) -> places.put(column.id(), place));
        List<Finding> wrong = new ArrayList<>();
        SortedMap<Integer, Table.Cell> cells = row.cells();
        titles.forEach((place, column) -> {
            Table.Cell cell = cells.get(place);
            if (cell == null || cell.text().isBlank()) return;
            String text = cell.text().strip();
            Line here = new Line(table.name(), row.number(), Map.of(), places);
            if (cell.kind() == Table.Kind.FORMULA || cell.kind() == Table.Kind.ERROR)
                wrong.add(here.wrong(column.id(), "exchange.formula", text, ""));
            else if (column.choices() == null) values.put(column.id(), text);
            else {
                List<String> picked = column.choices().pick(text, false).codes();
                if (picked.size() == 1) values.put(column.id(), picked.getFirst());
                else
                    wrong.add(here.wrong(
                            column.id(),
                            "exchange.unknown-code",
                            text,
                            column.choices().allowed()));
            }
        });
        Line line = new Line(table.name(), row.number(), values, places);
        if (values.isEmpty() && wrong.isEmpty()) return Optional.empty();
        for (Column column : columns)
            if (column.needed()
                    && !values.containsKey(column.id())
                    && wrong.stream().noneMatch(one -> one.columnName().equals(column.id())))
                wrong.add(line.wrong(column.id(), "exchange.story-missing", "", ""));
        wrong.forEach(findings::add);
        return Optional.of(line);
    }

    /** Whether everything that was read may be used. */
    public boolean isSound() {
        return problems.stream().noneMatch(Finding::isError);
    }

    /** The same with more that is wrong. */
    public PeopleList with(List<Finding> more) {
        List<Finding> all = new ArrayList<>(problems);
        all.addAll(more);
        return new PeopleList(lines, all);
    }

    /** The lines as separated values, which are read as the file was: what a page keeps between the check and the saving. */
    public String text(List<Column> columns) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter out = new CSVPrinter(text, CSVFormat.RFC4180)) {
            out.printRecord(columns.stream().map(Column::id).toList());
            for (Line line : lines)
                out.printRecord(columns.stream()
                        .map(one -> line.values().getOrDefault(one.id(), ""))
                        .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
