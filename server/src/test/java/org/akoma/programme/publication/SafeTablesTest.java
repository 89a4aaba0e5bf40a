package org.akoma.programme.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.akoma.programme.indicators.ShownFigures;
import org.akoma.programme.indicators.SmallCounts;
import org.akoma.programme.indicators.Tally;
import org.akoma.programme.publication.CountTable.Place;
import org.akoma.programme.publication.Draft.Earlier;
import org.akoma.programme.publication.SafeTables.Counted;
import org.junit.jupiter.api.Test;

/** Somebody with all tables of all releases and a solver finds no small count (requirements.md 8.6). */
class SafeTablesTest {

    private static final int LEAST = 11;
    private static final int FOR_PARTNERS = 5;
    private static final double EXACT = 1e-4;
    private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);
    private static final Set<Kind> OF_CHILDREN = EnumSet.of(Kind.SEX, Kind.AGE, Kind.NATIONALITY, Kind.SECTOR);

    /** A made-up child. */
    private record Child(String sex, String age, String nationality, String sector) {}

    private static List<Counted> counted(List<Child> children) {
        Map<String, Integer> counts = new HashMap<>();
        for (Child one : children) {
            counts.merge("AGE/" + one.sex() + "/" + one.age(), 1, Integer::sum);
            counts.merge("NATIONALITY/" + one.sex() + "/" + one.nationality(), 1, Integer::sum);
            counts.merge("SECTOR/" + one.sex() + "/" + one.sector(), 1, Integer::sum);
        }
        List<Counted> all = new ArrayList<>();
        counts.forEach((key, count) -> {
            String[] part = key.split("/");
            all.add(new Counted(Kind.valueOf(part[0]), part[1], part[2], count, 0));
        });
        return all;
    }

    private static List<Child> some(Random chance, int number) {
        List<Child> children = new ArrayList<>();
        double girls = 0.2 + chance.nextDouble() / 2;
        int countries = 2 + chance.nextInt(3);
        for (int i = 0; i < number; i++)
            children.add(new Child(
                    chance.nextDouble() < girls ? "F" : "M",
                    List.of("5-9", "10-13", "14-17").get(chance.nextInt(3)),
                    List.of("BF", "CI", "ML", "GN", "NE").get((int) (countries * Math.pow(chance.nextDouble(), 2))),
                    chance.nextInt(4) == 0 ? "TRADE" : "COCOA"));
        return children;
    }

    private static Earlier earlier(Draft draft) {
        return earlier(draft, 0);
    }

    private static Earlier earlier(Draft draft, int day) {
        return new Earlier(LocalDate.EPOCH.plusDays(day), draft.exact(), draft.forPublic(), draft.forPartners());
    }

    private static SafeTables tables(List<Draft> before) {
        return new SafeTables(
                LEAST,
                FOR_PARTNERS,
                LocalDate.EPOCH,
                before.reversed().stream().map(SafeTablesTest::earlier).toList());
    }

    @Test
    void theChildrenOfTheScenarioAreShownBySexAndWideGroups() {
        List<Counted> counted = new ArrayList<>();
        counted.add(new Counted(Kind.AGE, "M", "5-9", 5, 0));
        counted.add(new Counted(Kind.AGE, "F", "5-9", 2, 0));
        counted.add(new Counted(Kind.AGE, "M", "10-13", 12, 0));
        counted.add(new Counted(Kind.AGE, "F", "10-13", 5, 0));
        counted.add(new Counted(Kind.AGE, "M", "14-17", 17, 0));
        counted.add(new Counted(Kind.AGE, "F", "14-17", 7, 0));
        for (Map.Entry<String, Integer> one : Map.of("A", 39, "G", 9).entrySet())
            counted.add(new Counted(Kind.SECTOR, "M", one.getKey(), one.getValue(), 0));
        counted.add(new Counted(Kind.PATHWAY, "ALL", "FORMAL_SCHOOL", 27, 0));
        counted.add(new Counted(Kind.PATHWAY, "ALL", "VOCATIONAL_TRAINING", 11, 0));
        counted.add(new Counted(Kind.PATHWAY, "ALL", "BRIDGING_CLASS", 8, 0));
        counted.add(new Counted(Kind.PATHWAY, "ALL", "PRESCHOOL", 2, 0));
        counted.add(new Counted(Kind.ASSISTANCE, "ALL", "IMM_FOOD", 30, 18));
        counted.add(new Counted(Kind.ASSISTANCE, "ALL", "IMM_MEDICAL", 43, 5));
        Draft draft = tables(List.of()).of(counted, ALL);
        assertThat(draft.forPublic())
                .extracting(ShownTable::id)
                .containsExactly("SEX", "AGE", "PATHWAY", "ASSISTANCE.IMM_FOOD");
        assertThat(draft.leftOut().tables()).extracting(LeftOut.Table::table).containsExactly("NATIONALITY", "SECTOR");
        assertThat(draft.forPartners())
                .as("five children got no medical help: partners read that, and the public does not")
                .extracting(ShownTable::id)
                .containsExactly("SEX", "AGE", "PATHWAY", "ASSISTANCE.IMM_FOOD", "ASSISTANCE.IMM_MEDICAL");
        ShownTable ages = draft.forPublic().get(1);
        assertThat(ages.columns()).containsExactly("0-13", "14-17");
        assertThat(ages.counts().getLast()).containsExactly(24, 24, 48);
        assertThat(ages.counts().getFirst())
                .as("seven girls: neither they nor the boys beside them")
                .containsExactly(null, null, 14);
        assertThat(draft.leftOut().cells())
                .as("why each is hidden")
                .contains(
                        new LeftOut.Cell("AGE", "F", "0-13", LeftOut.Why.SMALL),
                        new LeftOut.Cell("AGE", "F", "14-17", LeftOut.Why.SMALL))
                .filteredOn(cell -> cell.table().equals("AGE") && cell.why() == LeftOut.Why.COMPLEMENT)
                .extracting(LeftOut.Cell::row)
                .containsOnly("M");
        assertThat(draft.forPublic().get(2).columns()).containsExactly("FORMAL_SCHOOL", "OTHER");
        assertThat(draft.forPartners().get(1).counts().getFirst())
                .as("partners")
                .containsExactly(7, 7, 14);
    }

    @Test
    void withoutTheOtherHiddenCountsTheAttackFindsWhatIsHidden() {
        CountTable table = new CountTable(
                "AGE", false, List.of("F", "M"), List.of("0-13", "14-17"), List.of(List.of(4, 20), List.of(30, 40)));
        CountTable sexes = new CountTable("SEX", false, List.of("ALL"), List.of("F", "M"), List.of(List.of(24, 70)));
        ShownTable bySex = ShownTable.of(sexes, Set.of());
        Place girls = new Place(0, 0);
        ShownTable careless = ShownTable.of(table, Set.of(girls));
        Attack.Range found = new Attack(List.of(List.of(bySex, careless))).range(0, careless, girls);
        assertThat(found.width()).isLessThan(EXACT);
        assertThat(found.low()).isBetween(4 - EXACT, 4 + EXACT);

        Set<Place> hidden =
                new Suppression(LEAST).choose(table, table.rowTotals()).orElseThrow();
        ShownTable careful = ShownTable.of(table, hidden);
        assertThat(hidden).contains(girls).hasSizeGreaterThan(1);
        assertThat(new Attack(List.of(List.of(bySex, careful)))
                        .range(0, careful, girls)
                        .width())
                .isGreaterThanOrEqualTo(LEAST - EXACT);
    }

    @Test
    void aReleaseThatWouldShowWhoWasAddedIsRefused() {
        List<Child> children = some(new Random(3), 80);
        Draft first = tables(List.of()).of(counted(children), ALL);
        List<Child> more = new ArrayList<>(children);
        more.add(children.getFirst());
        Draft refused = tables(List.of(first)).of(counted(more), ALL);
        assertThat(refused.isNothing()).as("one child more").isTrue();
        assertThat(refused.whyNothing()).isEqualTo("publication.too-few-more");
        Draft same = tables(List.of(first)).of(counted(children), ALL);
        assertThat(same.forPublic()).as("nobody more").isEqualTo(first.forPublic());

        ShownTable sexes = first.forPublic().getFirst();
        CountTable now = new CountTable(
                "SEX",
                false,
                sexes.rows(),
                sexes.columns(),
                List.of(List.of(
                        sexes.counts().get(0).get(0) + 1, sexes.counts().get(0).get(1))));
        ShownTable careless = ShownTable.of(now, Set.of());
        Attack.Range found = new Attack(List.of(List.of(sexes), List.of(careless))).added(1, careless, new Place(0, 0));
        assertThat(found)
                .as("the attack finds the one child")
                .satisfies(range -> assertThat(range.width()).isLessThan(EXACT));
    }

    @Test
    void noSmallCountIsFoundInAnyTableOfAnyRelease() {
        Random chance = new Random(20_151_116);
        int attacked = 0;
        int releases = 0;
        for (int round = 0; round < 40; round++) {
            List<Child> children = new ArrayList<>();
            List<Draft> published = new ArrayList<>();
            for (int time = 0; time < 3; time++) {
                children.addAll(some(chance, 30 + chance.nextInt(60)));
                Set<Kind> wanted = EnumSet.of(Kind.SEX, Kind.AGE, Kind.NATIONALITY, Kind.SECTOR);
                if (chance.nextInt(3) == 0) wanted.remove(Kind.NATIONALITY);
                Draft draft = tables(published).of(counted(children), wanted);
                if (!draft.isNothing()) published.add(draft);
            }
            releases += published.size();
            attacked += attacked(published, false);
            if (round % 3 == 0) attacked += attacked(published, true);
        }
        assertThat(attacked)
                .as("small counts that were attacked, in " + releases + " releases")
                .isGreaterThan(100);
        assertThat(releases).isGreaterThan(50);
    }

    /** A month that was left out is released after a later one: it stands between two others, and nobody computes a small count from the three. */
    @Test
    void noSmallCountIsFoundWhenADayBetweenTwoReleasesFollowsThem() {
        Random chance = new Random(20_160_120);
        int attacked = 0;
        int between = 0;
        int refused = 0;
        for (int round = 0; round < 60; round++) {
            List<List<Child>> days = new ArrayList<>();
            List<Child> children = new ArrayList<>();
            for (int day = 0; day < 3; day++) {
                children.addAll(some(chance, day == 0 ? 60 + chance.nextInt(60) : 10 + chance.nextInt(90)));
                days.add(List.copyOf(children));
            }
            Set<Kind> wanted = EnumSet.of(Kind.SEX, Kind.AGE, Kind.SECTOR);
            Draft first = at(0, List.of()).of(counted(days.get(0)), wanted);
            if (first.isNothing()) continue;
            Draft last = at(2, List.of(earlier(first, 0))).of(counted(days.get(2)), wanted);
            if (last.isNothing()) continue;
            Draft middle = at(1, List.of(earlier(last, 2), earlier(first, 0))).of(counted(days.get(1)), wanted);
            if (middle.isNothing()) {
                refused++;
                continue;
            }
            between++;
            attacked += attacked(List.of(first, middle, last), false);
            attacked += attacked(List.of(first, middle, last), true);
        }
        assertThat(between).as("releases of a day between two others").isGreaterThan(5);
        assertThat(refused).as("those that were too near to one of them").isPositive();
        assertThat(attacked).as("small counts that were attacked").isGreaterThan(10);
    }

    private static SafeTables at(int day, List<Earlier> newestFirst) {
        return new SafeTables(LEAST, FOR_PARTNERS, LocalDate.EPOCH.plusDays(day), newestFirst);
    }

    private static List<Counted> withFigures(int all, Counted... figures) {
        List<Counted> counted = new ArrayList<>(
                List.of(new Counted(Kind.AGE, "F", "10-13", 20, 0), new Counted(Kind.AGE, "M", "10-13", all - 20, 0)));
        counted.addAll(List.of(figures));
        return counted;
    }

    private static Counted figure(String indicator, int count, int rest) {
        return new Counted(Kind.INDICATOR, "ALL", indicator, count, rest);
    }

    @Test
    void partnersReadAFigureOfFiveThatThePublicDoesNot() {
        Set<Kind> wanted = EnumSet.of(Kind.SEX, Kind.INDICATOR);
        Draft draft = at(0, List.of()).of(withFigures(48, figure("I22", 9, 13), figure("I23", 4, 20)), wanted);
        assertThat(draft.forPublic()).extracting(ShownTable::id).containsExactly("SEX");
        assertThat(draft.forPartners()).extracting(ShownTable::id).containsExactly("SEX", "INDICATOR.I22");
        assertThat(at(1, List.of(earlier(draft, 0)))
                        .of(withFigures(48, figure("I22", 11, 13)), wanted)
                        .exact())
                .as("two more: nobody computes them")
                .extracting(CountTable::id)
                .containsExactly("SEX");
        Draft grown = at(1, List.of(earlier(draft, 0))).of(withFigures(48, figure("I22", 14, 18)), wanted);
        assertThat(grown.forPartners()).extracting(ShownTable::id).contains("INDICATOR.I22");
        assertThat(grown.forPublic())
                .as("what partners alone read stays theirs")
                .extracting(ShownTable::id)
                .doesNotContain("INDICATOR.I22");
    }

    @Test
    void aFigureIsLeftOutWhereItsDifferenceToAnotherOneIsSmall() {
        Set<Kind> wanted = EnumSet.of(Kind.SEX, Kind.INDICATOR);
        assertThat(at(0, List.of())
                        .of(withFigures(48, figure("I11", 377, 183), figure("I13", 265, 115)), wanted)
                        .exact())
                .as("three visits were late")
                .extracting(CountTable::id)
                .containsExactly("SEX", "INDICATOR.I11");
        assertThat(at(0, List.of())
                        .of(withFigures(48, figure("I13", 265, 190)), wanted)
                        .exact())
                .as("not without the other one")
                .extracting(CountTable::id)
                .containsExactly("SEX");
        Draft whole = at(0, List.of())
                .of(withFigures(48, figure("I11", 377, 183), figure("I13", 265, 190), figure("I20", 11, 14)), wanted);
        assertThat(whole.exact())
                .extracting(CountTable::id)
                .containsExactly("SEX", "INDICATOR.I11", "INDICATOR.I13", "INDICATOR.I20");
        assertThat(at(1, List.of(earlier(whole, 0)))
                        .of(withFigures(48, figure("I11", 397, 203), figure("I13", 280, 202)), wanted)
                        .exact())
                .as("visits that were not in time: 78, then 85")
                .extracting(CountTable::id)
                .containsExactly("SEX", "INDICATOR.I11");
        assertThat(at(0, List.of())
                        .of(withFigures(30, figure("I20", 11, 14)), wanted)
                        .exact())
                .as("five children did not cross a border")
                .extracting(CountTable::id)
                .containsExactly("SEX");
    }

    /**
     * Releases of some months, and of every month the files for everybody and for partners, the activity file, the press sheet and the report for donors. They
     * say what {@link ReleasedFigure} has of the releases until then, so that all of them together tell no more.
     */
    @Test
    void noSmallCountIsFoundInAllOutputsOfSeveralMonthsTogether() {
        Random chance = new Random(20_151_130);
        int attacked = 0;
        int said = 0;
        for (int round = 0; round < 12; round++) {
            Months months = new Months(chance, 4);
            for (boolean byPartners : List.of(false, true)) {
                List<Attack.Said> outputs = months.outputs(byPartners);
                said += outputs.size();
                attacked += months.attacked(outputs, byPartners);
            }
        }
        assertThat(said).as("numbers outside of tables").isGreaterThan(100);
        assertThat(attacked).as("small counts that were attacked").isGreaterThan(50);
    }

    /** As it was: files had a series of their own, that moved by as many as the limit but knew nothing of the releases. */
    @Test
    void aSecondSeriesBesideTheReleasesGivesSmallCountsAway() {
        Random chance = new Random(20_151_130);
        int found = 0;
        for (int round = 0; round < 12; round++) {
            Months months = new Months(chance, 4);
            List<Attack.Said> outputs = new ArrayList<>(months.outputs(false));
            outputs.addAll(months.steps());
            found += months.found(outputs);
        }
        assertThat(found).as("small counts between two months").isPositive();
    }

    /** Children who are added month by month, of which each other month is released where it may be. */
    private static final class Months {

        private final List<List<Child>> children = new ArrayList<>();
        private final List<Draft> releases = new ArrayList<>();
        private final List<Integer> releasedAt = new ArrayList<>();

        Months(Random chance, int number) {
            List<Child> until = new ArrayList<>();
            for (int month = 0; month < number; month++) {
                until.addAll(some(chance, month == 0 ? 60 + chance.nextInt(40) : 6 + chance.nextInt(20)));
                children.add(List.copyOf(until));
                if (month % 2 != 0) continue;
                Draft draft = tables(releases).of(counted(until), EnumSet.of(Kind.SEX, Kind.AGE, Kind.SECTOR));
                if (draft.isNothing()) continue;
                releases.add(draft);
                releasedAt.add(month);
            }
        }

        private List<List<ShownTable>> tablesByMonth(boolean byPartners) {
            List<List<ShownTable>> all = new ArrayList<>();
            for (int month = 0; month < children.size(); month++) {
                int release = releasedAt.indexOf(month);
                all.add(
                        release < 0
                                ? List.of()
                                : byPartners
                                        ? releases.get(release).forPartners()
                                        : releases.get(release).forPublic());
            }
            return all;
        }

        private ShownTable table(String id, boolean byPartners) {
            return tablesByMonth(byPartners).stream()
                    .flatMap(List::stream)
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .orElseThrow();
        }

        private static LocalDate day(int month) {
            return LocalDate.of(2015, 1 + month, 28);
        }

        /** What all files and papers of each month say. */
        List<Attack.Said> outputs(boolean byPartners) {
            List<Attack.Said> all = new ArrayList<>();
            for (int month = 0; month < children.size(); month++) {
                List<ReleasedFigure> newestFirst = new ArrayList<>();
                for (int release = releases.size() - 1; release >= 0; release--)
                    if (releasedAt.get(release) <= month)
                        newestFirst.addAll(ReleasedFigure.of(new Release.Sheet(
                                "PUB-0" + release,
                                day(releasedAt.get(release)),
                                Instant.EPOCH,
                                tablesByMonth(byPartners).get(releasedAt.get(release)),
                                List.of())));
                for (ReleasedFigure one : ReleasedFigure.newest(newestFirst))
                    if (one.count() != null) all.add(said(one, byPartners));
            }
            return all;
        }

        private Attack.Said said(ReleasedFigure one, boolean byPartners) {
            ShownTable table = table(one.by() == null ? "SEX" : one.by(), byPartners);
            int column = one.part() == null
                    ? table.columns().size()
                    : table.columns().indexOf(one.part());
            return new Attack.Said(
                    one.asOf().getMonthValue() - 1,
                    table,
                    new Place(table.rows().size(), column),
                    one.count());
        }

        /** The number of girls and of boys as a series of its own gave it, month by month. */
        List<Attack.Said> steps() {
            if (releases.isEmpty()) return List.of();
            ShownTable sexes = table("SEX", false);
            List<Attack.Said> all = new ArrayList<>();
            for (int column = 0; column < sexes.columns().size(); column++) {
                Place place = new Place(sexes.rows().size(), column);
                List<Integer> given = new ArrayList<>();
                for (int month = 1; month < children.size(); month++) {
                    int now = count(month, sexes.columns().get(column));
                    if (now < LEAST || given.stream().anyMatch(before -> before != now && now - before < LEAST))
                        continue;
                    given.add(now);
                    all.add(new Attack.Said(month, sexes, place, now));
                }
            }
            return all;
        }

        private int count(int month, String sex) {
            return (int) children.get(month).stream()
                    .filter(one -> one.sex().equals(sex))
                    .count();
        }

        /** @return how many counts were attacked in vain */
        int attacked(List<Attack.Said> outputs, boolean byPartners) {
            int least = byPartners ? FOR_PARTNERS : LEAST;
            Attack attack = new Attack(tablesByMonth(byPartners), outputs);
            int attacked = 0;
            for (int release = 0; release < releases.size(); release++)
                for (CountTable exact : releases.get(release).exact()) {
                    ShownTable shown = table(exact.id(), byPartners);
                    for (Place place :
                            exact.places().filter(one -> exact.at(one) < least).toList()) {
                        assertThat(attack.range(releasedAt.get(release), shown, place)
                                        .width())
                                .as(exact + " " + place)
                                .isGreaterThan(least - EXACT);
                        attacked++;
                    }
                }
            return attacked + attackedBetween(attack, byPartners, least);
        }

        /** Who was added in a month, of girls and of boys. */
        private int attackedBetween(Attack attack, boolean byPartners, int least) {
            if (releases.isEmpty()) return 0;
            ShownTable sexes = table("SEX", byPartners);
            int attacked = 0;
            for (int month = 1; month < children.size(); month++)
                for (int column = 0; column < sexes.columns().size(); column++) {
                    String sex = sexes.columns().get(column);
                    int added = count(month, sex) - count(month - 1, sex);
                    if (added <= 0 || added >= least) continue;
                    assertThat(attack.added(month, sexes, new Place(sexes.rows().size(), column))
                                    .width())
                            .as(added + " added of " + sex)
                            .isGreaterThan(least - EXACT);
                    attacked++;
                }
            return attacked;
        }

        /** @return how many small counts of a month are known exactly */
        int found(List<Attack.Said> outputs) {
            if (releases.isEmpty()) return 0;
            ShownTable sexes = table("SEX", false);
            Attack attack = new Attack(tablesByMonth(false), outputs);
            int found = 0;
            for (int month = 1; month < children.size(); month++)
                for (int column = 0; column < sexes.columns().size(); column++) {
                    String sex = sexes.columns().get(column);
                    int added = count(month, sex) - count(month - 1, sex);
                    Attack.Range range =
                            attack.added(month, sexes, new Place(sexes.rows().size(), column));
                    if (added > 0 && added < LEAST && range.width() < EXACT) found++;
                }
            return found;
        }
    }

    /** The first girls come after the day of the screen, twelve of 10 to 13 and eleven older. Of 10 to 13 there are thirteen more: one boy. */
    @Test
    void whatGirlsAndAnAgeGrewByIsOneBoyOfTheAge() {
        List<Child> then = new ArrayList<>();
        add(then, 19, "M", "10-13");
        add(then, 23, "M", "14-17");
        List<Child> now = new ArrayList<>(then);
        add(now, 12, "F", "10-13");
        add(now, 11, "F", "14-17");
        add(now, 1, "M", "10-13");
        add(now, 7, "M", "14-17");
        ReadByPartners both = new ReadByPartners(List.of(then, now), OF_CHILDREN);
        assertThat(both.known(EXACT)).as("known exactly").isPositive();
        ReadByPartners read = new ReadByPartners(List.of(then, now), EnumSet.of(Kind.SEX));
        assertThat(read.screens).as("the whole, by sex").hasSize(2);
        assertThat(read.releases.getLast()).extracting(ShownTable::id).contains("AGE");
        assertThat(read.attacked()).isPositive();
    }

    private static void add(List<Child> to, int number, String sex, String age) {
        for (int i = 0; i < number; i++) to.add(new Child(sex, age, "BF", "COCOA"));
    }

    /** A partner has every release, and the screen of each month end that could be read there. */
    @Test
    void noSmallCountIsFoundInReleasesAndScreensTogether() {
        Set<Kind> onScreen = EnumSet.copyOf(OF_CHILDREN);
        onScreen.removeIf(kind -> ShownFigures.isOfReleasesAlone(kind.name()));
        Random chance = new Random(20_151_202);
        int attacked = 0;
        int screens = 0;
        for (int house = 0; house < 40; house++) {
            ReadByPartners read = ReadByPartners.random(chance, 2 + house % 3, onScreen);
            screens += read.screens.size();
            attacked += read.attacked();
        }
        assertThat(screens).as("what was on the screen").isGreaterThan(60);
        assertThat(attacked).as("small counts that were attacked").isGreaterThan(100);
    }

    /**
     * As it was: the screen divided the children as releases do. Each difference that both tell was none or five at least, but with the cells of a release
     * what was added to girls, to boys and to each age leads to one cell.
     */
    @Test
    void aScreenThatDividesAsReleasesDoGivesSmallCountsAway() {
        Random chance = new Random(20_151_202);
        int found = 0;
        for (int house = 0; house < 40; house++)
            found += ReadByPartners.random(chance, 2 + house % 3, OF_CHILDREN).known(FOR_PARTNERS - 1);
        assertThat(found).as("small counts that are known to be one of a few").isPositive();
    }

    /** Children who are added month by month. Of some months a release is made, of the others the screen is read, and of some both. */
    private static final class ReadByPartners {

        private final int months;
        private static final String CHILDREN = "I01";

        private final List<List<Child>> children;
        private final List<List<ShownTable>> releases = new ArrayList<>();
        private final List<ShownFigures> screens = new ArrayList<>();

        /** @param children by month; the last month is released, the one before it read on the screen, and so on back */
        ReadByPartners(List<List<Child>> children, Set<Kind> onScreen) {
            this.children = children;
            this.months = children.size();
            List<Earlier> earlier = new ArrayList<>();
            List<ShownFigures> all = new ArrayList<>();
            for (int month = 0; month < months; month++) {
                releases.add(List.of());
                if ((months - month) % 2 == 0) {
                    read(month, onScreen, all);
                    continue;
                }
                Draft draft = new SafeTables(LEAST, FOR_PARTNERS, day(month), earlier.reversed(), screens)
                        .of(counted(children.get(month)), OF_CHILDREN);
                if (draft.isNothing()) continue;
                releases.set(month, draft.forPartners());
                earlier.add(new Earlier(day(month), draft.exact(), draft.forPublic(), draft.forPartners()));
                all.addAll(draft.shown());
            }
        }

        static ReadByPartners random(Random chance, int months, Set<Kind> onScreen) {
            List<List<Child>> children = new ArrayList<>();
            List<Child> until = new ArrayList<>();
            boolean together = chance.nextInt(3) > 0;
            for (int month = 0; month < months; month++) {
                for (Child one : some(chance, month == 0 ? 20 + chance.nextInt(30) : 20 + chance.nextInt(40)))
                    until.add(together ? near(one, chance) : one);
                children.add(List.copyOf(until));
            }
            return new ReadByPartners(children, onScreen);
        }

        /** Girls of one age and one trade, boys mostly of another: as where both are found in one kind of place. */
        private static Child near(Child one, Random chance) {
            boolean girl = one.sex().equals("F");
            return new Child(
                    one.sex(),
                    girl || chance.nextInt(4) == 0 ? "10-13" : "14-17",
                    one.nationality(),
                    girl ? "TRADE" : one.sector());
        }

        private static LocalDate day(int month) {
            return LocalDate.of(2015, 1, 1).plusMonths(month + 1).minusDays(1);
        }

        private static String value(Kind kind, Child child) {
            return switch (kind) {
                case SEX -> child.sex();
                case AGE -> child.age();
                case NATIONALITY -> child.nationality();
                default -> child.sector();
            };
        }

        private void read(int month, Set<Kind> onScreen, List<ShownFigures> all) {
            Tally whole = Tally.of(children.get(month).size());
            if (!show(new ShownFigures(CHILDREN, "", day(month), false, Map.of("", whole), Set.of(), List.of()), all))
                return;
            for (Kind kind : onScreen) {
                Map<String, Integer> counts = new TreeMap<>();
                for (Child child : children.get(month)) counts.merge(value(kind, child), 1, Integer::sum);
                Map<String, Tally> parts = new TreeMap<>();
                counts.forEach((label, count) -> parts.put(label, Tally.of(count)));
                Set<String> hidden = new SmallCounts(FOR_PARTNERS).hidden(whole, parts);
                if (!hidden.equals(parts.keySet()))
                    show(new ShownFigures(CHILDREN, kind.name(), day(month), false, parts, hidden, List.of()), all);
            }
        }

        private boolean show(ShownFigures now, List<ShownFigures> all) {
            if (!all.stream().filter(now::isAbout).allMatch(one -> now.mayStandBeside(one, FOR_PARTNERS))) return false;
            screens.add(now);
            return all.add(now);
        }

        private Map<String, ShownTable> tables() {
            Map<String, ShownTable> tables = new TreeMap<>();
            for (List<ShownTable> release : releases)
                for (ShownTable table : release) tables.putIfAbsent(table.id(), table);
            return tables;
        }

        private static boolean isIn(Child child, ShownTable table, Place place) {
            Kind kind = table.kind();
            return (place.row() == table.rows().size()
                            || table.rows().size() == 1
                            || table.rows().get(place.row()).equals(child.sex()))
                    && (place.column() == table.columns().size()
                            || column(table, value(kind, child)) == place.column());
        }

        private static int column(ShownTable table, String label) {
            if (table.kind() == Kind.SEX) return table.columns().indexOf(label);
            return new Layout(table.kind() == Kind.AGE, table.columns())
                    .column(label)
                    .map(table.columns()::indexOf)
                    .orElse(-1);
        }

        private int count(int first, int last, ShownTable table, Place place) {
            List<Child> until = children.get(last);
            return (int) until.subList(first == 0 ? 0 : children.get(first - 1).size(), until.size()).stream()
                    .filter(child -> isIn(child, table, place))
                    .count();
        }

        /** Each column of a release whose values the screen had, all of them. */
        private List<Attack.Said> said() {
            Map<String, ShownTable> tables = tables();
            List<Attack.Said> said = new ArrayList<>();
            for (ShownFigures screen : screens) {
                ShownTable table = tables.get(screen.by().isEmpty() ? "SEX" : screen.by());
                if (table == null) continue;
                int month = screen.day().getMonthValue() - 1;
                if (!screen.by().isEmpty()
                        && screen.parts().keySet().stream().anyMatch(label -> column(table, label) < 0)) continue;
                Set<Integer> columns = new HashSet<>();
                if (screen.by().isEmpty()) columns.add(table.columns().size());
                else for (int column = 0; column < table.columns().size(); column++) columns.add(column);
                screen.hidden().forEach(label -> columns.remove(column(table, label)));
                for (int column : columns) {
                    Place place = new Place(table.rows().size(), column);
                    said.add(new Attack.Said(month, table, place, count(0, month, table, place)));
                }
            }
            return said;
        }

        /** A small count, of the children who were added in some months. */
        private record Small(int first, int last, ShownTable table, Place place) {}

        private List<Small> small() {
            List<Small> small = new ArrayList<>();
            for (ShownTable table : tables().values())
                for (int row = 0; row <= table.rows().size(); row++)
                    for (int column = 0; column <= table.columns().size(); column++)
                        for (int first = 0; first < months; first++)
                            for (int last = first; last < months; last++) {
                                Place place = new Place(row, column);
                                int count = count(first, last, table, place);
                                if (count > 0 && count < FOR_PARTNERS) small.add(new Small(first, last, table, place));
                            }
            return small;
        }

        /** @return how many small counts were attacked in vain */
        int attacked() {
            if (tables().isEmpty()) return 0;
            Attack attack = new Attack(releases, said());
            List<Small> small = small();
            for (Small one : small)
                assertThat(attack.between(one.first(), one.last(), one.table(), one.place())
                                .width())
                        .as(one + " of " + said())
                        .isGreaterThan(FOR_PARTNERS - EXACT);
            return small.size();
        }

        /** @return how many small counts have a range that is not wider than this */
        int known(double width) {
            if (tables().isEmpty()) return 0;
            Attack attack = new Attack(releases, said());
            return (int) small().stream()
                    .filter(one -> attack.between(one.first(), one.last(), one.table(), one.place())
                                    .width()
                            <= width)
                    .count();
        }
    }

    /** @return how many counts were attacked */
    private static int attacked(List<Draft> published, boolean byPartners) {
        int least = byPartners ? FOR_PARTNERS : LEAST;
        List<List<ShownTable>> tables = published.stream()
                .map(byPartners ? Draft::forPartners : Draft::forPublic)
                .toList();
        Attack attack = new Attack(tables);
        int attacked = 0;
        Map<String, CountTable> before = new HashMap<>();
        for (int release = 0; release < published.size(); release++)
            for (CountTable exact : published.get(release).exact()) {
                ShownTable shown = tables.get(release).stream()
                        .filter(one -> one.id().equals(exact.id()))
                        .findFirst()
                        .orElseThrow();
                CountTable last = before.put(exact.id(), exact);
                Set<Place> small = new HashSet<>(
                        exact.places().filter(place -> exact.at(place) < least).toList());
                assertThat(shown.hidden()).containsAll(small);
                for (Place place : small) {
                    assertThat(attack.range(release, shown, place).width())
                            .as(exact + " " + place)
                            .isGreaterThan(least - EXACT);
                    attacked++;
                }
                if (last == null
                        || release == 0
                        || !published.get(release - 1).exact().contains(last)) continue;
                CountTable added = exact.since(last);
                for (Place place : added.places()
                        .filter(p -> added.at(p) > 0 && added.at(p) < least)
                        .toList()) {
                    assertThat(attack.added(release, shown, place).width())
                            .as(added + " " + place)
                            .isGreaterThan(least - EXACT);
                    attacked++;
                }
            }
        return attacked;
    }
}
