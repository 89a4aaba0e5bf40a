package org.akoma.programme.publication;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.akoma.programme.indicators.ShownFigures;
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
    private final LocalDate day;
    private final List<Earlier> earlier;
    private final List<CountTable> exact = new ArrayList<>();
    private final List<ShownTable> shown = new ArrayList<>();
    private final List<ShownTable> shared = new ArrayList<>();
    private final List<ShownFigures> screens;
    private final List<ShownFigures> figures = new ArrayList<>();
    private final List<LeftOut.Table> leftOut = new ArrayList<>();
    private final List<LeftOut.Cell> cells = new ArrayList<>();
    private final List<LeftOut.Cell> partnerCells = new ArrayList<>();

    /**
     * @param day of the release
     * @param earlier all that were published, the newest first; also of later days
     */
    SafeTables(int least, int leastForPartners, LocalDate day, List<Earlier> earlier) {
        this(least, leastForPartners, day, earlier, List.of());
    }

    /** @param screens what partners, who read releases too, were shown of indicators on the screen */
    SafeTables(
            int least, int leastForPartners, LocalDate day, List<Earlier> earlier, Collection<ShownFigures> screens) {
        this.screens = List.copyOf(screens);
        this.forPublic = new Suppression(least);
        this.forPartners = new Suppression(leastForPartners);
        this.day = day;
        this.earlier = earlier.stream()
                .sorted(Comparator.comparing(Earlier::asOf).reversed())
                .toList();
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
        if (sexes == null || !publish(sexes, sexes.rowTotals(), Said.of(bySex, Optional::of))) return draft();
        boolean crossed = shown.getFirst().hidden().isEmpty() && bySex.size() > 1;
        for (Kind kind : Kind.values())
            if (wanted.contains(kind) && kind != Kind.SEX) {
                if (kind.hasManyTables()) many(kind, counted);
                else divided(kind, counted, crossed && !kind.moves() ? sexes.columns() : List.of(CountTable.ALL));
            }
        return draft();
    }

    private Draft draft() {
        return new Draft(exact, shown, shared, new LeftOut(leftOut, cells, partnerCells), figures);
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
        Map<String, Integer> labels = counts(counted, kind, Counted::label);
        Layout layout =
                before != null ? new Layout(ordered, before.columns()) : Layout.of(ordered, labels, forPublic.least());
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
        else publish(table, table.rowTotals(), Said.of(labels, layout::column));
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

    /** What is done for few, or for all but few, is not named; to partners, what is done for a few more. */
    private void many(Kind kind, List<Counted> counted) {
        Beside beside = new Beside(forPublic.least(), exact, earlier);
        counted.stream().filter(one -> one.kind() == kind).forEach(one -> {
            String id = kind + "." + one.label();
            CountTable table = new CountTable(
                    id, true, List.of(CountTable.ALL), YES_NO, List.of(List.of(one.count(), one.rest())));
            if (isSmall(one, forPartners) || !beside.isSafe(table) || isSmall(one, forPublic) && wasPublic(id))
                leftOut.add(new LeftOut.Table(id, before(id).isPresent() ? Why.CHANGED : Why.SMALL));
            else if (isSmall(one, forPublic) || before(id).isPresent() && !wasPublic(id)) share(table);
            else publish(table, List.of(), Said.NONE);
        });
    }

    private static boolean isSmall(Counted one, Suppression to) {
        return one.count() < to.least() || one.rest() < to.least();
    }

    private boolean wasPublic(String id) {
        return earlier.stream()
                .flatMap(release -> release.forPublic().stream())
                .anyMatch(table -> table.id().equals(id));
    }

    /** Enough for partners and too few for the public, who get no such table; so it stays, also when it grows. */
    private void share(CountTable table) {
        if (!follows(forPartners, table, Set.of())) {
            left(table, Why.CHANGED);
            return;
        }
        if (!mayStand(table, Set.of(), Said.NONE)) return;
        exact.add(table);
        shared.add(ShownTable.of(table, Set.of()));
        cells.addAll(LeftOut.cells(
                table,
                table.places().collect(Collectors.toSet()),
                forPublic.least(),
                before(table.id()).isPresent()));
    }

    /**
     * Whether it may stand between the same table of the day before and that of the day after: what was added since the one, and until the other, are tables
     * too.
     */
    private boolean follows(Suppression to, CountTable table, Set<Place> hidden) {
        List<Earlier> there = with(table.id());
        CountTable before = there.stream()
                .filter(one -> !one.asOf().isAfter(day))
                .findFirst()
                .map(one -> of(one.exact(), table.id(), CountTable::id))
                .orElse(null);
        CountTable after = there.reversed().stream()
                .filter(one -> one.asOf().isAfter(day))
                .findFirst()
                .map(one -> of(one.exact(), table.id(), CountTable::id))
                .orElse(null);
        return (before == null || table.hasLayoutOf(before) && to.mayFollow(before, table, hidden))
                && (after == null
                        || table.hasLayoutOf(after)
                                && to.protects(table, hidden)
                                && to.mayFollow(table, after, hidden));
    }

    private List<Earlier> with(String id) {
        return earlier.stream()
                .filter(release ->
                        release.exact().stream().anyMatch(one -> one.id().equals(id)))
                .toList();
    }

    private boolean publish(CountTable table, Collection<Place> kept, Said said) {
        Earlier last = with(table.id()).stream().findFirst().orElse(null);
        Set<Place> hidden;
        Set<Place> fromPartners;
        if (last == null) {
            hidden = forPublic.choose(table, kept).orElse(null);
            if (hidden == null) return left(table, Why.SMALL);
            Set<Place> known = new HashSet<>(table.places().toList());
            known.removeAll(hidden);
            known.addAll(kept);
            known.addAll(table.columnTotals()); // partners may read them on the screen
            fromPartners = forPartners.choose(table, known).orElse(null);
            if (fromPartners == null) return left(table, Why.SMALL);
        } else {
            hidden = of(last.forPublic(), table.id(), ShownTable::id).hidden();
            fromPartners = of(last.forPartners(), table.id(), ShownTable::id).hidden();
            if (!follows(forPublic, table, hidden) || !follows(forPartners, table, fromPartners))
                return left(table, Why.CHANGED);
        }
        if (!mayStand(table, fromPartners, said)) return false;
        exact.add(table);
        shown.add(ShownTable.of(table, hidden));
        shared.add(ShownTable.of(table, fromPartners));
        cells.addAll(LeftOut.cells(table, hidden, forPublic.least(), last != null));
        partnerCells.addAll(LeftOut.cells(table, fromPartners, forPartners.least(), last != null));
        return true;
    }

    /**
     * The values behind the columns.
     *
     * @param counts of each value
     * @param column of a value; {@link ShownFigures#OTHERS} has that of each value that is not known yet
     */
    private record Said(Map<String, Integer> counts, Function<String, Optional<String>> column) {

        static final Said NONE = new Said(Map.of(), Optional::of);

        static Said of(Map<String, Integer> counts, Function<String, Optional<String>> column) {
            return new Said(counts, column);
        }
    }

    /** Whether partners compute no small count from it and what they were shown on the screen. Then it is shown too. */
    private boolean mayStand(CountTable table, Set<Place> fromPartners, Said said) {
        List<ShownFigures> now = new BesideScreen(day).figures(table, fromPartners, said.counts(), said.column());
        boolean may = now.stream()
                .allMatch(one -> screens.stream()
                        .filter(screen -> screen.isAbout(one))
                        .allMatch(screen -> one.mayStandBeside(screen, forPartners.least())));
        if (!may) return left(table, Why.BESIDE_SCREEN);
        figures.addAll(now);
        return true;
    }

    private boolean left(CountTable table, Why why) {
        leftOut.add(new LeftOut.Table(table.id(), why));
        return false;
    }

    private static <T> T of(List<T> tables, String id, Function<T, String> idOf) {
        return tables.stream()
                .filter(one -> idOf.apply(one).equals(id))
                .findFirst()
                .orElseThrow();
    }
}
