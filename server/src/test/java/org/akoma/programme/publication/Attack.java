package org.akoma.programme.publication;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.programme.publication.CountTable.Place;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * What somebody computes who has every table of every release, and every number of every other file and paper, by linear programming, and takes children to be added only: how many have each combination
 * of all columns is unknown, for each time between two releases; each published count is the sum of those that it counts, of all times until then.
 */
final class Attack {

    record Range(double low, double high) {
        double width() {
            return high - low;
        }
    }

    /** A combination: of which time, and its value in each table. */
    private record Atom(int time, Map<String, List<Integer>> cells) {}

    /**
     * A number that is said outside of a table.
     *
     * @param time until which it counts
     */
    record Said(int time, ShownTable table, Place place, int count) {}

    private final List<List<ShownTable>> releases;
    private final List<Said> others;
    private final List<Atom> atoms = new ArrayList<>();

    /** @param releases the oldest first; each with the table by sex */
    Attack(List<List<ShownTable>> releases) {
        this(releases, List.of());
    }

    /** @param releases one a time; at a time without a release no table */
    Attack(List<List<ShownTable>> releases, List<Said> others) {
        this.releases = releases;
        this.others = others;
        Map<String, ShownTable> tables = new HashMap<>();
        for (List<ShownTable> release : releases)
            for (ShownTable table : release) tables.putIfAbsent(table.id(), table);
        ShownTable sexes = tables.remove("SEX");
        for (int time = 0; time < releases.size(); time++)
            for (int sex = 0; sex < sexes.columns().size(); sex++) {
                List<Map<String, List<Integer>>> combinations = new ArrayList<>();
                combinations.add(Map.of("SEX", List.of(0, sex)));
                for (ShownTable table : tables.values()) combinations = crossed(combinations, table, sex);
                for (Map<String, List<Integer>> one : combinations) atoms.add(new Atom(time, one));
            }
    }

    private static List<Map<String, List<Integer>>> crossed(
            List<Map<String, List<Integer>>> all, ShownTable table, int sex) {
        List<Map<String, List<Integer>>> more = new ArrayList<>();
        for (Map<String, List<Integer>> one : all)
            for (int column = 0; column < table.columns().size(); column++) {
                Map<String, List<Integer>> with = new HashMap<>(one);
                with.put(table.id(), List.of(table.rows().size() == 1 ? 0 : sex, column));
                more.add(with);
            }
        return more;
    }

    /** What a count of a release can be. */
    Range range(int release, ShownTable table, Place place) {
        return new Range(solve(0, release, table, place, false), solve(0, release, table, place, true));
    }

    /** What was added to a count between the release before and this one. */
    Range added(int release, ShownTable table, Place place) {
        return new Range(solve(release, release, table, place, false), solve(release, release, table, place, true));
    }

    /** What was added to a count in some times, the first and the last included. */
    Range between(int first, int last, ShownTable table, Place place) {
        return new Range(solve(first, last, table, place, false), solve(first, last, table, place, true));
    }

    private double solve(int first, int last, ShownTable table, Place place, boolean most) {
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        List<Variable> counts = new ArrayList<>();
        for (Atom atom : atoms) {
            Variable count = model.newVariable("a" + counts.size()).lower(0).upper(100_000);
            if (atom.time() >= first && atom.time() <= last && isIn(atom, table, place)) count.weight(1);
            else count.weight(0);
            counts.add(count);
        }
        for (int release = 0; release < releases.size(); release++)
            for (ShownTable shown : releases.get(release)) say(model, counts, release, shown);
        for (int i = 0; i < others.size(); i++) {
            Said one = others.get(i);
            say(model.newExpression("o" + i), counts, one.time(), one.table(), one.place(), one.count());
        }
        Optimisation.Result found = most ? model.maximise() : model.minimise();
        if (!found.getState().isOptimal()) throw new IllegalStateException(found.getState() + " of " + place);
        double sum = 0;
        for (int i = 0; i < atoms.size(); i++) {
            Atom atom = atoms.get(i);
            if (atom.time() >= first && atom.time() <= last && isIn(atom, table, place)) sum += found.doubleValue(i);
        }
        return sum;
    }

    private void say(ExpressionsBasedModel model, List<Variable> counts, int release, ShownTable shown) {
        for (int row = 0; row <= shown.rows().size(); row++)
            for (int column = 0; column <= shown.columns().size(); column++) {
                Place place = new Place(row, column);
                Integer count = shown.at(place);
                if (count == null) continue;
                say(
                        model.newExpression("e" + release + shown.id() + row + "/" + column),
                        counts,
                        release,
                        shown,
                        place,
                        count);
            }
    }

    private void say(Expression sum, List<Variable> counts, int time, ShownTable table, Place place, int count) {
        sum.level(count);
        for (int i = 0; i < atoms.size(); i++)
            if (atoms.get(i).time() <= time && isIn(atoms.get(i), table, place)) sum.set(counts.get(i), 1);
    }

    private static boolean isIn(Atom atom, ShownTable table, Place place) {
        List<Integer> cell = atom.cells().get(table.id());
        return cell != null
                && (place.row() == table.rows().size() || place.row() == cell.get(0))
                && (place.column() == table.columns().size() || place.column() == cell.get(1));
    }
}
