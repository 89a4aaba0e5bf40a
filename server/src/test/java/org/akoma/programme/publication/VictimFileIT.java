package org.akoma.programme.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.programme.publication.Draft.Earlier;
import org.akoma.programme.publication.SafeTables.Counted;
import org.akoma.programme.publication.VictimAttack.Kindred;
import org.akoma.programme.publication.VictimAttack.Published;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with the file of victims and all tables of every release, and a solver, finds no small count (requirements.md 8.6). */
class VictimFileIT {

    private static final int LEAST = 11;
    private static final double EXACT = 1e-4;
    private static final Set<Kind> KINDS = EnumSet.of(Kind.SEX, Kind.AGE, Kind.NATIONALITY, Kind.SECTOR);
    private static final List<String> NATIONALITIES = List.of("CI", "BF", "ML");
    private static final List<String> SECTORS = List.of("COCOA", "TRADE");

    private final JsonMapper json = new JsonMapper();

    /** A made-up child. */
    private record Child(String sex, int age, String nationality, String sector) {
        String group() {
            return age < 10 ? "5-9" : age < 14 ? "10-13" : "14-17";
        }

        String broad() {
            return age < 9 ? "0--8" : "9--17";
        }

        boolean isOf(Kindred one) {
            String ages = age < 9 ? "5-8" : age < 10 ? "9-9" : group();
            return sex.equals(one.sex())
                    && ages.equals(one.ages())
                    && nationality.equals(one.nationality())
                    && sector.equals(one.sector());
        }
    }

    /** What was published of a release, and the file for it. */
    private record Given(Draft draft, List<String> told, List<Map<String, Object>> cells) {

        /** What is said of a child, without what is the same for all. */
        Map<Map<String, String>, Integer> rows() {
            Map<Map<String, String>, Integer> rows = new HashMap<>();
            for (Map<String, Object> cell : cells) {
                Map<String, String> row = new HashMap<>();
                for (String column : told)
                    if (!column.equals("YEAR") && !column.equals("COUNTRY"))
                        row.put(column, String.valueOf(cell.get(column)));
                rows.merge(row, (Integer) cell.get("n"), Integer::sum);
            }
            return rows;
        }

        Published published() {
            return new Published(draft.forPublic(), rows());
        }
    }

    private static List<Counted> counted(List<Child> children) {
        List<Counted> all = new ArrayList<>();
        count(all, children, Kind.AGE, Child::group);
        count(all, children, Kind.NATIONALITY, Child::nationality);
        count(all, children, Kind.SECTOR, Child::sector);
        return all;
    }

    private static void count(List<Counted> all, List<Child> children, Kind kind, Function<Child, String> by) {
        children.stream()
                .collect(Collectors.groupingBy(
                        one -> List.of(one.sex(), by.apply(one)), Collectors.summingInt(one -> 1)))
                .forEach((key, count) -> all.add(new Counted(kind, key.get(0), key.get(1), count, 0)));
    }

    private static List<Child> some(Random chance, int number, int youngest) {
        List<Child> children = new ArrayList<>();
        int countries = 1 + chance.nextInt(3);
        int sectors = 1 + chance.nextInt(2);
        for (int i = 0; i < number; i++)
            children.add(new Child(
                    chance.nextInt(3) == 0 ? "F" : "M",
                    youngest + chance.nextInt(18 - youngest),
                    NATIONALITIES.get(chance.nextInt(countries)),
                    SECTORS.get(chance.nextInt(sectors))));
        return children;
    }

    private static String column(Draft draft, String id, String value) {
        return draft.forPublic().stream()
                .filter(table -> table.id().equals(id))
                .findFirst()
                .flatMap(table -> new Layout(id.equals("AGE"), table.columns()).column(value))
                .orElse("");
    }

    private static List<Map<String, Object>> cells(List<Child> children, Draft draft) {
        Map<Map<String, Object>, Integer> counts = new HashMap<>();
        for (Child one : children) {
            Map<String, Object> cell = new LinkedHashMap<>();
            cell.put("SEX", one.sex());
            cell.put("YEAR", 2015);
            cell.put("COUNTRY", "CI");
            cell.put("BROAD_AGE", one.broad());
            cell.put("AGE_GROUP", one.group());
            cell.put("AGE", column(draft, "AGE", one.group()));
            cell.put("NATIONALITY", column(draft, "NATIONALITY", one.nationality()));
            cell.put("SECTOR", column(draft, "SECTOR", one.sector()));
            counts.merge(cell, 1, Integer::sum);
        }
        List<Map<String, Object>> cells = new ArrayList<>();
        counts.forEach((cell, n) -> {
            Map<String, Object> with = new LinkedHashMap<>(cell);
            with.put("n", n);
            cells.add(with);
        });
        return cells;
    }

    /** As PostgreSQL decides for a release. */
    private List<String> told(Connection owner, Draft draft, List<Map<String, Object>> cells, List<Given> before)
            throws SQLException {
        List<Map<String, Object>> earlier = before.stream()
                .map(one -> Map.<String, Object>of("told", one.told(), "cells", one.cells()))
                .toList();
        try (PreparedStatement asked =
                owner.prepareStatement("select exchange.told(?::jsonb, ?::jsonb, ?::jsonb, ?)")) {
            asked.setString(1, json.writeValueAsString(draft.forPublic()));
            asked.setString(2, json.writeValueAsString(cells));
            asked.setString(3, json.writeValueAsString(earlier));
            asked.setInt(4, LEAST);
            try (ResultSet row = asked.executeQuery()) {
                row.next();
                java.sql.Array array = row.getArray(1);
                return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
            }
        }
    }

    private static Draft draft(List<Child> children, List<Given> before) {
        List<Earlier> earlier = before.reversed().stream()
                .map(one -> new Earlier(
                        LocalDate.EPOCH,
                        one.draft().exact(),
                        one.draft().forPublic(),
                        one.draft().forPartners()))
                .toList();
        return new SafeTables(LEAST, 5, LocalDate.EPOCH, earlier).of(counted(children), KINDS);
    }

    @Test
    void noSmallCountIsFoundInTheFileAndTheTables() throws SQLException {
        Random chance = new Random(20_151_231);
        int files = 0;
        int columns = 0;
        int attacked = 0;
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR)) {
            for (int round = 0; round < 16; round++) {
                List<Child> children = new ArrayList<>();
                List<Given> given = new ArrayList<>();
                List<List<Child>> known = new ArrayList<>();
                int youngest = 5 + chance.nextInt(6);
                for (int time = 0; time < 3; time++) {
                    children.addAll(some(chance, 40 + chance.nextInt(240), youngest));
                    Draft draft = draft(children, given);
                    if (draft.isNothing()) continue;
                    List<Map<String, Object>> cells = cells(children, draft);
                    List<String> told = told(owner, draft, cells, given);
                    if (told.isEmpty()) continue;
                    files++;
                    columns += told.size();
                    given.add(new Given(draft, told, cells));
                    known.add(List.copyOf(children));
                }
                attacked += attacked(given, known);
            }
        }
        assertThat(files).isGreaterThan(16);
        assertThat(columns).as("or only the sex was told").isGreaterThan(4 * files);
        assertThat(attacked).as("small counts").isGreaterThan(40);
    }

    /** @return how many small counts were looked for, of each time and until each time */
    private static int attacked(List<Given> given, List<List<Child>> known) {
        int attacked = 0;
        VictimAttack attack =
                new VictimAttack(given.stream().map(Given::published).toList(), NATIONALITIES, SECTORS);
        for (int time = 0; time < given.size(); time++) {
            List<Child> before = time == 0 ? List.of() : known.get(time - 1);
            List<Child> added =
                    known.get(time).subList(before.size(), known.get(time).size());
            for (Predicate<Kindred> which : groups()) {
                int at = time;
                attacked += attacked(attack, which, known.get(time), one -> one.time() <= at);
                if (time > 0) attacked += attacked(attack, which, added, one -> one.time() == at);
            }
        }
        return attacked;
    }

    private static int attacked(
            VictimAttack attack, Predicate<Kindred> which, List<Child> children, Predicate<Kindred> then) {
        List<Kindred> kinds = new ArrayList<>();
        for (String sex : List.of("F", "M"))
            for (String ages : List.of("5-8", "9-9", "10-13", "14-17"))
                for (String nationality : NATIONALITIES)
                    for (String sector : SECTORS) kinds.add(new Kindred(0, sex, ages, nationality, sector));
        long count = children.stream()
                .filter(child -> kinds.stream().anyMatch(one -> child.isOf(one) && which.test(one)))
                .count();
        if (count == 0 || count >= LEAST) return 0;
        assertThat(attack.range(one -> then.test(one) && which.test(one)).width())
                .as("a count of " + count)
                .isGreaterThan(LEAST - EXACT);
        return 1;
    }

    private static List<Predicate<Kindred>> groups() {
        List<Predicate<Kindred>> groups = new ArrayList<>();
        for (String sex : List.of("F", "M")) {
            for (String ages : List.of("5-8", "9-9", "10-13", "14-17"))
                groups.add(one -> one.sex().equals(sex) && one.ages().equals(ages));
            for (String nationality : NATIONALITIES)
                groups.add(one -> one.sex().equals(sex) && one.nationality().equals(nationality));
            for (String sector : SECTORS)
                groups.add(one -> one.sex().equals(sex) && one.sector().equals(sector));
        }
        return groups;
    }

    /** Thirteen of fourteen girls are nine or older, and the public knows that there are fourteen. */
    @Test
    void rowsThatAreLeftOutGiveAGirlAway() throws SQLException {
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < 14; i++) children.add(new Child("F", i == 0 ? 6 : 15, "CI", "COCOA"));
        for (int i = 0; i < 34; i++) children.add(new Child("M", i < 12 ? 7 : 15, "CI", "COCOA"));
        Draft draft = draft(children, List.of());
        ShownTable sexes = draft.forPublic().getFirst();
        Predicate<Kindred> youngGirls =
                one -> one.sex().equals("F") && one.ages().equals("5-8");
        Attack.Range found = new VictimAttack(
                        List.of(new Published(List.of(sexes), Map.of(Map.of("SEX", "F", "BROAD_AGE", "9--17"), 13))),
                        NATIONALITIES,
                        SECTORS)
                .range(youngGirls);
        assertThat(found.width()).as("the girl is found").isLessThan(EXACT);

        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR)) {
            List<Map<String, Object>> cells = cells(children, draft);
            List<String> told = told(owner, draft, cells, List.of());
            assertThat(told).containsExactly("SEX", "YEAR", "COUNTRY");
            Given given = new Given(draft, told, cells);
            assertThat(given.rows().values()).containsExactlyInAnyOrder(14, 34);
            assertThat(new VictimAttack(List.of(given.published()), NATIONALITIES, SECTORS)
                            .range(youngGirls)
                            .width())
                    .isGreaterThan(LEAST - EXACT);
            List<Map<String, Object>> one = new ArrayList<>(cells);
            one.removeLast();
            assertThat(told(owner, draft, one, List.of()))
                    .as("other children than those of the tables")
                    .isEmpty();
        }
    }
}
