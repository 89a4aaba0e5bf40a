package org.akoma.programme.publication;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.akoma.programme.publication.CountTable.Place;
import org.akoma.programme.publication.Draft.Earlier;
import org.akoma.programme.publication.LeftOut.Why;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tables of a release. All divide the same children, by sex and at most one thing more, so that what two tables have in common is the number of
 * girls and of boys, which is shown. A table that was published before keeps its columns and its hidden places for ever, and appears again only when what
 * was added since is safe too. docs/decisions/safe-tables.md says why this is enough.
 */
final class SafeTables {

    /**
     * How many children, or whatever the table counts, are so.
     *
     * @param sex of whom; ALL where the table is not divided by it
     * @param label the value, or what a table with yes and no is about
     * @param rest how many are not so, in a table with yes and no
     */
    record Counted(Kind kind, String sex, String label, int count, int rest) {}

    private static final List<String> YES_NO = List.of("YES", "NO");

    private final Suppression forPublic;
    private final Suppression forPartners;
    private final List<Earlier> earlier;
    private final List<CountTable> exact = new ArrayList<>();
    private final List<ShownTable> shown = new ArrayList<>();
    private final List<ShownTable> shared = new ArrayList<>();
    private final List<LeftOut.Table> leftOut = new ArrayList<>();
    private final List<LeftOut.Cell> cells = new ArrayList<>();
    private final List<LeftOut.Cell> partnerCells = new ArrayList<>();

    /** @param earlier releases, the newest first */
    SafeTables(int least, int leastForPartners, List<Earlier> earlier) {
        this.forPublic = new Suppression(least);
        this.forPartners = new Suppression(leastForPartners);
        this.earlier = earlier;
    }

    /** Nothing when not even the numbers of girls and boys may be published: they are too few, or too few were added since the last release. */
    Draft of(List<Counted> counted, Set<Kind> wanted) {
        Map<String, Integer> bySex = counts(counted, Kind.AGE, Counted::sex);
        CountTable sexes = table(
                "SEX",
                List.of(CountTable.ALL),
                before("SEX").map(CountTable::columns).orElseGet(() -> List.copyOf(bySex.keySet())),
                bySex,
                one -> CountTable.ALL,
                Optional::of);
        if (sexes == null) leftOut.add(new LeftOut.Table(Kind.SEX.name(), Why.CHANGED));
        if (sexes == null || !publish(sexes, sexes.rowTotals())) return draft();
        boolean crossed = shown.getFirst().hidden().isEmpty() && bySex.size() > 1;
        for (Kind kind : Kind.values())
            if (wanted.contains(kind) && kind != Kind.SEX) {
                if (kind.hasManyTables()) many(kind, counted);
                else divided(kind, counted, crossed && !kind.moves() ? sexes.columns() : List.of(CountTable.ALL));
            }
        return draft();
    }

    private Draft draft() {
        return new Draft(exact, shown, shared, new LeftOut(leftOut, cells, partnerCells));
    }

    private Optional<CountTable> before(String id) {
        return earlier.stream()
                .flatMap(release -> release.exact().stream())
                .filter(table -> table.id().equals(id))
                .findFirst();
    }

    private static Map<String, Integer> counts(List<Counted> counted, Kind kind, Function<Counted, String> by) {
        return counted.stream()
                .filter(one -> one.kind() == kind)
                .collect(Collectors.groupingBy(by, TreeMap::new, Collectors.summingInt(Counted::count)));
    }

    private void divided(Kind kind, List<Counted> counted, List<String> sexes) {
        CountTable before = before(kind.name()).orElse(null);
        boolean ordered = kind == Kind.AGE;
        Layout layout = before != null
                ? new Layout(ordered, before.columns())
                : Layout.of(ordered, counts(counted, kind, Counted::label), forPublic.least());
        if (layout.columns().size() < 2) {
            leftOut.add(new LeftOut.Table(kind.name(), Why.SMALL));
            return;
        }
        List<String> rows = before != null ? before.rows() : sexes;
        Map<String, Integer> cells = counts(counted, kind, one -> one.sex() + "/" + one.label());
        CountTable table = table(
                kind.name(),
                rows,
                layout.columns(),
                cells,
                key -> rows.size() == 1 ? CountTable.ALL : key.substring(0, key.indexOf('/')),
                key -> layout.column(key.substring(key.indexOf('/') + 1)));
        if (table == null) leftOut.add(new LeftOut.Table(kind.name(), Why.CHANGED));
        else publish(table, table.rowTotals());
    }

    /** null = some value has no row or column. */
    private static @Nullable CountTable table(
            String id,
            List<String> rows,
            List<String> columns,
            Map<String, Integer> counts,
            Function<String, String> row,
            Function<String, Optional<String>> column) {
        int[][] cells = new int[rows.size()][columns.size()];
        for (Map.Entry<String, Integer> one : counts.entrySet()) {
            int r = rows.indexOf(row.apply(one.getKey()));
            int c = column.apply(one.getKey()).map(columns::indexOf).orElse(-1);
            if (r < 0 || c < 0) return null;
            cells[r][c] += one.getValue();
        }
        List<List<Integer>> lines = new ArrayList<>();
        for (int[] line : cells) lines.add(java.util.Arrays.stream(line).boxed().toList());
        return new CountTable(id, Kind.of(id).moves(), rows, columns, lines);
    }

    /** What is done for few, or for all but few, is not named. */
    private void many(Kind kind, List<Counted> counted) {
        counted.stream().filter(one -> one.kind() == kind).forEach(one -> {
            String id = kind + "." + one.label();
            boolean small = one.count() < forPublic.least() || one.rest() < forPublic.least();
            if (small) leftOut.add(new LeftOut.Table(id, before(id).isPresent() ? Why.CHANGED : Why.SMALL));
            else
                publish(
                        new CountTable(
                                id, true, List.of(CountTable.ALL), YES_NO, List.of(List.of(one.count(), one.rest()))),
                        List.of());
        });
    }

    private boolean publish(CountTable table, Collection<Place> kept) {
        Earlier last = earlier.stream()
                .filter(release ->
                        release.exact().stream().anyMatch(one -> one.id().equals(table.id())))
                .findFirst()
                .orElse(null);
        Set<Place> hidden;
        Set<Place> fromPartners;
        if (last == null) {
            hidden = forPublic.choose(table, kept).orElse(null);
            if (hidden == null) return left(table, Why.SMALL);
            Set<Place> known = new HashSet<>(table.places().toList());
            known.removeAll(hidden);
            known.addAll(kept);
            fromPartners = forPartners.choose(table, known).orElse(hidden);
        } else {
            CountTable before = before(table.id()).orElseThrow();
            hidden = of(last.forPublic(), table.id()).hidden();
            fromPartners = of(last.forPartners(), table.id()).hidden();
            if (!table.hasLayoutOf(before)
                    || !forPublic.mayFollow(before, table, hidden)
                    || !forPartners.mayFollow(before, table, fromPartners)) return left(table, Why.CHANGED);
        }
        exact.add(table);
        shown.add(ShownTable.of(table, hidden));
        shared.add(ShownTable.of(table, fromPartners));
        cells.addAll(LeftOut.cells(table, hidden, forPublic.least(), last != null));
        partnerCells.addAll(LeftOut.cells(table, fromPartners, forPartners.least(), last != null));
        return true;
    }

    private boolean left(CountTable table, Why why) {
        leftOut.add(new LeftOut.Table(table.id(), why));
        return false;
    }

    private static ShownTable of(List<ShownTable> tables, String id) {
        return tables.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }
}
