package org.akoma.programme.publication;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is left out for one reason, in the reader's language.
 *
 * @param table what the table is about
 * @param what which cells of it, or that it is the whole table
 */
record LeftOutLine(String table, String what, String why) {

    private record Reason(String table, LeftOut.Why why) {}

    /** Whole tables: those with yes and no of one kind together. */
    static List<LeftOutLine> tables(LeftOut leftOut, TableWords words) {
        Map<Reason, List<String>> reasons = new LinkedHashMap<>();
        for (LeftOut.Table one : leftOut.tables()) {
            Kind kind = Kind.of(one.table());
            reasons.computeIfAbsent(
                            new Reason(words.words().text("publication.by." + kind), one.why()),
                            reason -> new ArrayList<>())
                    .add(
                            kind.hasManyTables()
                                    ? words.title(one.table())
                                    : words.words().text("publication.left-out.all"));
        }
        return lines(reasons, words);
    }

    /** Single counts of tables that are there. */
    static List<LeftOutLine> cells(List<LeftOut.Cell> cells, TableWords words) {
        Map<Reason, List<String>> reasons = new LinkedHashMap<>();
        for (LeftOut.Cell one : cells)
            reasons.computeIfAbsent(new Reason(words.title(one.table()), one.why()), reason -> new ArrayList<>())
                    .add(cell(one, words));
        return lines(reasons, words);
    }

    private static String cell(LeftOut.Cell one, TableWords words) {
        String column =
                one.column().equals(LeftOut.TOTAL) ? words.total() : words.column(Kind.of(one.table()), one.column());
        boolean sum = one.row().equals(LeftOut.TOTAL) || one.row().equals(CountTable.ALL);
        return sum ? column : words.words().text("publication.left-out.cell", words.row(one.row()), column);
    }

    private static List<LeftOutLine> lines(Map<Reason, List<String>> reasons, TableWords words) {
        List<LeftOutLine> lines = new ArrayList<>();
        reasons.forEach((reason, what) -> lines.add(new LeftOutLine(
                reason.table(),
                what.stream().distinct().collect(Collectors.joining(" · ")),
                words.words().text("publication.left-out.why." + reason.why()))));
        return lines;
    }
}
