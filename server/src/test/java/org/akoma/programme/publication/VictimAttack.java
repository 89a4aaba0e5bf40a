package org.akoma.programme.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.akoma.programme.publication.CountTable.Place;
import org.jspecify.annotations.Nullable;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * What somebody computes who has the tables of every release and the file of victims of each, and takes children to be added only: how many are of each sex,
 * age, nationality and sector is unknown, for each time between two releases.
 */
final class VictimAttack {

    /** All children who are alike: of a group of ages that is inside one of the tables and inside one of the file. */
    record Kindred(int time, String sex, String ages, String nationality, String sector) {
        String broad() {
            return ages.equals("5-8") ? "0--8" : "9--17";
        }

        String group() {
            return ages.equals("5-8") || ages.equals("9-9") ? "5-9" : ages;
        }
    }

    /** What is published together: tables, and rows of the file by what they say. */
    record Published(List<ShownTable> tables, Map<Map<String, String>, Integer> victims) {}

    private static final List<String> AGES = List.of("5-8", "9-9", "10-13", "14-17");

    private final List<Published> published;
    private final List<Kindred> all = new ArrayList<>();

    VictimAttack(List<Published> published, List<String> nationalities, List<String> sectors) {
        this.published = published;
        for (int time = 0; time < published.size(); time++)
            for (String sex : List.of("F", "M"))
                for (String ages : AGES)
                    for (String nationality : nationalities)
                        for (String sector : sectors) all.add(new Kindred(time, sex, ages, nationality, sector));
    }

    Attack.Range range(Predicate<Kindred> which) {
        return new Attack.Range(solve(which, false), solve(which, true));
    }

    private double solve(Predicate<Kindred> which, boolean most) {
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        List<Variable> counts = new ArrayList<>();
        for (Kindred one : all)
            counts.add(model.newVariable("a" + counts.size())
                    .lower(0)
                    .upper(100_000)
                    .weight(which.test(one) ? 1 : 0));
        for (int release = 0; release < published.size(); release++) {
            List<ShownTable> tables = published.get(release).tables();
            for (ShownTable table : tables) say(model, counts, release, table);
            for (Map.Entry<Map<String, String>, Integer> rows :
                    published.get(release).victims().entrySet())
                sum(model, counts, release, one -> isSaid(one, rows.getKey(), tables), rows.getValue());
        }
        Optimisation.Result found = most ? model.maximise() : model.minimise();
        if (!found.getState().isOptimal())
            throw new IllegalStateException(found.getState().toString());
        double sum = 0;
        for (int i = 0; i < all.size(); i++) if (which.test(all.get(i))) sum += found.doubleValue(i);
        return sum;
    }

    private void say(ExpressionsBasedModel model, List<Variable> counts, int release, ShownTable table) {
        for (int row = 0; row <= table.rows().size(); row++)
            for (int column = 0; column <= table.columns().size(); column++) {
                Place place = new Place(row, column);
                Integer count = table.at(place);
                if (count != null) sum(model, counts, release, one -> isIn(one, table, place), count);
            }
    }

    private void sum(
            ExpressionsBasedModel model, List<Variable> counts, int release, Predicate<Kindred> which, int count) {
        Expression sum = model.newExpression("e" + model.countExpressions()).level(count);
        for (int i = 0; i < all.size(); i++)
            if (all.get(i).time() <= release && which.test(all.get(i))) sum.set(counts.get(i), 1);
    }

    private static boolean isSaid(Kindred one, Map<String, String> row, List<ShownTable> tables) {
        return row.getOrDefault("SEX", one.sex()).equals(one.sex())
                && row.getOrDefault("BROAD_AGE", one.broad()).equals(one.broad())
                && isSaid(row.get("NATIONALITY"), Kind.NATIONALITY, one.nationality(), tables)
                && isSaid(row.get("SECTOR"), Kind.SECTOR, one.sector(), tables);
    }

    /** What a table counts under the others is so in the file. */
    private static boolean isSaid(@Nullable String said, Kind kind, String value, List<ShownTable> tables) {
        return said == null
                || tables.stream()
                        .anyMatch(table -> table.kind() == kind
                                && new Layout(false, table.columns())
                                        .column(value)
                                        .orElse("")
                                        .equals(said));
    }

    private static boolean isIn(Kindred one, ShownTable table, Place place) {
        boolean inRow = place.row() == table.rows().size()
                || table.rows().get(place.row()).equals(CountTable.ALL)
                || table.rows().get(place.row()).equals(one.sex());
        String value = switch (table.kind()) {
            case SEX -> one.sex();
            case AGE -> one.group();
            case NATIONALITY -> one.nationality();
            default -> one.sector();
        };
        Layout layout = new Layout(table.kind() == Kind.AGE, table.columns());
        return inRow
                && (place.column() == table.columns().size()
                        || (table.kind() == Kind.SEX
                                        ? value
                                        : layout.column(value).orElse(""))
                                .equals(table.columns().get(place.column())));
    }
}
