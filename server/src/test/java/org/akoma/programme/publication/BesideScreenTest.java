package org.akoma.programme.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.akoma.programme.indicators.ShownFigures;
import org.akoma.programme.indicators.SmallCounts;
import org.akoma.programme.indicators.Tally;
import org.akoma.programme.publication.CountTable.Place;
import org.akoma.programme.publication.Draft.Earlier;
import org.akoma.programme.publication.LeftOut.Why;
import org.akoma.programme.publication.SafeTables.Counted;
import org.junit.jupiter.api.Test;

/** A partner who reads the screen of some months and every release computes no difference of one to four children. */
class BesideScreenTest {

    private static final int LEAST = 5;
    private static final List<String> COUNTRIES = List.of("BF", "CI", "ML", "GN", "NE", "TG");

    private record Child(String sex, String country) {}

    /** What somebody knows of some of the children on a day, by their country. */
    private record Known(int month, Set<String> countries, int count) {}

    private static LocalDate day(int month) {
        return LocalDate.of(2015, 1, 1).plusMonths(month + 1).minusDays(1);
    }

    private static List<Counted> counted(List<Child> children) {
        Map<Child, Integer> counts = new HashMap<>();
        children.forEach(one -> counts.merge(one, 1, Integer::sum));
        List<Counted> all = new ArrayList<>();
        counts.forEach((one, n) -> {
            all.add(new Counted(Kind.NATIONALITY, one.sex(), one.country(), n, 0));
            all.add(new Counted(Kind.AGE, one.sex(), "10-13", n, 0));
        });
        return all;
    }

    private static SafeTables tables(int month, List<Earlier> earlier, Collection<ShownFigures> screens) {
        return new SafeTables(11, LEAST, day(month), earlier, screens);
    }

    @Test
    void aReleaseIsRefusedWhereItsDifferenceToTheScreenIsSmall() {
        List<Counted> counted = List.of(
                new Counted(Kind.AGE, "F", "10-13", 20, 0),
                new Counted(Kind.AGE, "M", "10-13", 28, 0),
                new Counted(Kind.INDICATOR, "ALL", "I20", 18, 12),
                new Counted(Kind.INDICATOR, "ALL", "I19", 52, 17));
        Set<Kind> wanted = EnumSet.of(Kind.SEX, Kind.INDICATOR);
        Draft refused = tables(9, List.of(), List.of(screen(8, Map.of("", 47)))).of(counted, wanted);
        assertThat(refused.isNothing()).isTrue();
        assertThat(refused.whyNothing()).isEqualTo("publication.beside-screen");
        ShownFigures referrals = new ShownFigures(
                "I19", "", day(8), false, Map.of("", new Tally(41, 54, 0, new TreeMap<>())), Set.of(), List.of());
        Draft some = tables(9, List.of(), List.of(screen(9, Map.of("", 48)), referrals))
                .of(counted, wanted);
        assertThat(some.exact()).extracting(CountTable::id).containsExactly("SEX", "INDICATOR.I20");
        assertThat(some.leftOut().tables()).contains(new LeftOut.Table("INDICATOR.I19", Why.BESIDE_SCREEN));
        assertThat(some.shown())
                .as("what the screen is compared with from now on")
                .extracting(ShownFigures::indicator, ShownFigures::by)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("I01", ""),
                        org.assertj.core.groups.Tuple.tuple("I01", "SEX"),
                        org.assertj.core.groups.Tuple.tuple("I20", ""));
    }

    private static ShownFigures screen(int month, Map<String, Integer> counts) {
        Map<String, Tally> parts = new TreeMap<>();
        counts.forEach((label, count) -> parts.put(label, Tally.of(count)));
        boolean whole = counts.containsKey("");
        Set<String> hidden = whole
                ? Set.of()
                : new SmallCounts(LEAST)
                        .hidden(
                                Tally.of(counts.values().stream()
                                        .mapToInt(n -> n)
                                        .sum()),
                                parts);
        return new ShownFigures("I01", whole ? "" : "NATIONALITY", day(month), false, parts, hidden, List.of());
    }

    @Test
    void noSumThatBothTellDiffersByASmallCount() {
        int pairs = 0;
        for (int house = 0; house < 120; house++) pairs += attack(new Random(house), true);
        assertThat(pairs).as("or nothing was compared").isGreaterThan(150);
    }

    /** As it was: the screen and the releases each kept to their own. */
    @Test
    void whereNeitherKnowsTheOtherTheyDo() {
        int found = 0;
        for (int house = 0; house < 120; house++) found += attack(new Random(house), false);
        assertThat(found).isPositive();
    }

    /**
     * Children are added month by month; some months are read on the screen, some are released.
     *
     * @return how many pairs of sums were compared; where neither knows the other, how many tell a small count
     */
    private static int attack(Random chance, boolean listed) {
        List<Child> children = new ArrayList<>();
        List<Earlier> earlier = new ArrayList<>();
        List<ShownFigures> screens = new ArrayList<>();
        List<ShownFigures> released = new ArrayList<>();
        List<Known> onScreen = new ArrayList<>();
        List<Known> inReleases = new ArrayList<>();
        for (int month = 0; month < 8; month++) {
            int added = month == 0 ? 40 + chance.nextInt(40) : chance.nextInt(14);
            for (int i = 0; i < added; i++)
                children.add(new Child(chance.nextInt(3) == 0 ? "F" : "M", COUNTRIES.get((int)
                        (COUNTRIES.size() * Math.pow(chance.nextDouble(), 3)))));
            if (chance.nextBoolean()) {
                Map<String, Integer> counts =
                        children.stream().collect(Collectors.toMap(Child::country, one -> 1, Integer::sum));
                ShownFigures now = screen(month, counts);
                if (mayStand(now, screens) && (!listed || mayStand(now, released))) {
                    screens.add(now);
                    counts.keySet().stream()
                            .filter(label -> !now.hidden().contains(label))
                            .forEach(label -> onScreen.add(known(day(now), Set.of(label), counts)));
                    if (!now.hidden().isEmpty()) onScreen.add(known(day(now), now.hidden(), counts));
                }
            }
            if (chance.nextBoolean()) {
                Draft draft = tables(month, earlier.reversed(), listed ? screens : List.of())
                        .of(counted(children), EnumSet.of(Kind.SEX, Kind.NATIONALITY));
                if (draft.isNothing()) continue;
                earlier.add(new Earlier(day(month), draft.exact(), draft.forPublic(), draft.forPartners()));
                released.addAll(draft.shown());
                for (ShownTable table : draft.forPartners())
                    if (table.kind() == Kind.NATIONALITY) inReleases.addAll(sums(month, table, children));
            }
        }
        return compared(onScreen, inReleases, listed);
    }

    private static int day(ShownFigures one) {
        return one.day().getMonthValue() - 1;
    }

    private static boolean mayStand(ShownFigures now, List<ShownFigures> before) {
        return before.stream().filter(now::isAbout).allMatch(one -> now.mayStandBeside(one, LEAST));
    }

    private static Known known(int month, Set<String> countries, Map<String, Integer> counts) {
        return new Known(
                month,
                countries,
                countries.stream().mapToInt(one -> counts.getOrDefault(one, 0)).sum());
    }

    /** What a release says of each column; under the others, of every country that it does not name. */
    private static List<Known> sums(int month, ShownTable table, List<Child> children) {
        Set<String> others = new HashSet<>(COUNTRIES);
        others.removeAll(table.columns());
        List<Known> sums = new ArrayList<>();
        for (int column = 0; column < table.columns().size(); column++) {
            String name = table.columns().get(column);
            Integer sum = table.at(new Place(table.rows().size(), column));
            Set<String> countries = name.equals(Layout.OTHER) ? others : Set.of(name);
            assertThat(sum)
                    .as("partners read the sums of columns on the screen")
                    .isNotNull();
            assertThat((int) children.stream()
                            .filter(one -> countries.contains(one.country()))
                            .count())
                    .isEqualTo(sum);
            sums.add(new Known(month, countries, sum));
        }
        return sums;
    }

    /** Every set of countries of which both tell the sum, tried one by one, and that is not made of smaller ones. */
    private static int compared(List<Known> onScreen, List<Known> inReleases, boolean listed) {
        int pairs = 0;
        for (int screen = 0; screen < 8; screen++)
            for (int release = 0; release < 8; release++) {
                Map<Set<String>, Integer> one = all(onScreen, screen);
                Map<Set<String>, Integer> other = all(inReleases, release);
                Set<Set<String>> both = new HashSet<>(one.keySet());
                both.retainAll(other.keySet());
                for (Set<String> some : both) {
                    if (some.isEmpty()
                            || both.stream()
                                    .anyMatch(less -> !less.isEmpty() && !less.equals(some) && some.containsAll(less)))
                        continue;
                    int difference = Math.abs(one.get(some) - other.get(some));
                    boolean small = difference > 0 && difference < LEAST;
                    if (listed) assertThat(small).as(some + " " + difference).isFalse();
                    if (listed || small) pairs++;
                }
            }
        return pairs;
    }

    /** Sums of all that is known of a month. A country that nobody is of yet is known to be none. */
    private static Map<Set<String>, Integer> all(List<Known> known, int month) {
        List<Known> here = new ArrayList<>(
                known.stream().filter(one -> one.month() == month).toList());
        if (here.isEmpty()) return Map.of();
        Set<String> named =
                here.stream().flatMap(one -> one.countries().stream()).collect(Collectors.toSet());
        COUNTRIES.stream()
                .filter(one -> !named.contains(one))
                .forEach(one -> here.add(new Known(month, Set.of(one), 0)));
        Map<Set<String>, Integer> sums = new HashMap<>();
        for (int choice = 0; choice < 1 << here.size(); choice++) {
            Set<String> countries = new HashSet<>();
            int sum = 0;
            for (int i = 0; i < here.size(); i++)
                if ((choice >> i & 1) == 1) {
                    countries.addAll(here.get(i).countries());
                    sum += here.get(i).count();
                }
            sums.put(countries, sum);
        }
        return sums;
    }
}
