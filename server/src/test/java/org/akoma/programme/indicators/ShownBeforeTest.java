package org.akoma.programme.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.akoma.programme.indicators.Indicator.Division;
import org.junit.jupiter.api.Test;

/** Somebody reads the screen on different days and every release, and subtracts one from another: no difference is one to four. */
class ShownBeforeTest {

    private static final int LEAST = 5;
    private static final LocalDate AUGUST = LocalDate.parse("2015-08-31");
    private static final LocalDate SEPTEMBER = LocalDate.parse("2015-09-30");
    private static final LocalDate OCTOBER = LocalDate.parse("2015-10-31");

    private final List<ShownFigures> list = new ArrayList<>();

    private static Tally share(long num, long den) {
        return new Tally(num, den, 0, new TreeMap<>());
    }

    /** As a reader asks: what is given joins the list. */
    private List<EarlierReleases.Given> read(String indicator, SortedMap<LocalDate, Tally> counted) {
        ShownBefore shown = new ShownBefore(LEAST, list);
        List<EarlierReleases.Given> ends = new ArrayList<>();
        counted.forEach((day, tally) -> ends.add(new EarlierReleases.Given(day, tally)));
        List<EarlierReleases.Given> given = new EarlierReleases(new SmallCounts(LEAST)).given(indicator, ends, shown);
        list.addAll(shown.added());
        return given;
    }

    /** Returns across a border: 8 of 19 at the end of August, 10 of 25 in a release of October: two children between them. */
    @Test
    void aScreenAfterAReleaseTellsNoDifferenceToIt() {
        list.add(ShownFigures.inRelease("I20", OCTOBER, 10, 25));
        SortedMap<LocalDate, Tally> counted = new TreeMap<>(Map.of(AUGUST, share(8, 19), OCTOBER, share(10, 25)));
        assertThat(read("I20", counted))
                .as("what the release says, and no older value")
                .containsExactly(new EarlierReleases.Given(OCTOBER, share(10, 25)));
        assertThat(read("I20", new TreeMap<>(counted.headMap(OCTOBER)))).isEmpty();
    }

    /** Referrals: 41 of 54 at the end of September, 52 of 69 in a release that is prepared later, or 44 of 57. */
    @Test
    void aReleaseAfterAScreenTellsNoDifferenceToIt() {
        read("I19", new TreeMap<>(Map.of(SEPTEMBER, share(41, 54))));
        assertThat(list).hasSize(1);
        assertThat(ShownFigures.inRelease("I19", OCTOBER, 52, 69).mayStandBeside(list.getFirst(), LEAST))
                .as("eleven received in time, four not")
                .isFalse();
        assertThat(ShownFigures.inRelease("I19", OCTOBER, 44, 57).mayStandBeside(list.getFirst(), LEAST))
                .isFalse();
        assertThat(ShownFigures.inRelease("I19", OCTOBER, 51, 69).mayStandBeside(list.getFirst(), LEAST))
                .isTrue();
    }

    /** A record that comes late changes a month that was read: it is read again as it was. */
    @Test
    void aMonthThatWasReadStaysAsItWas() {
        SortedMap<LocalDate, Tally> counted = new TreeMap<>(Map.of(AUGUST, share(20, 40)));
        List<EarlierReleases.Given> first = read("I14", counted);
        counted.put(AUGUST, share(22, 42));
        assertThat(read("I14", counted)).isEqualTo(first);
        counted.put(SEPTEMBER, share(24, 44));
        assertThat(read("I14", counted)).as("four more than what was read").isEqualTo(first);
        counted.put(OCTOBER, share(25, 45));
        assertThat(read("I14", counted))
                .as("five more than what was read, none of whom was read before")
                .hasSize(2)
                .startsWith(first.getFirst());
        counted.remove(AUGUST);
        assertThat(list).hasSize(2);
    }

    /** The parts of a month whose whole was read are not those of another whole. */
    @Test
    void aMonthThatChangedHasNoNewParts() {
        HeldParts parts = new HeldParts(new SmallCounts(LEAST));
        List<EarlierReleases.Given> whole = List.of(new EarlierReleases.Given(AUGUST, Tally.of(40)));
        Map<LocalDate, Map<String, Tally>> now = Map.of(AUGUST, Map.of("F", Tally.of(22), "M", Tally.of(20)));
        ShownBefore shown = new ShownBefore(LEAST, List.of());
        assertThat(parts.given("I01", Division.SEX, whole, Map.of(AUGUST, Tally.of(42)), now, shown))
                .isEmpty();
        Map<LocalDate, Map<String, Tally>> then = Map.of(AUGUST, Map.of("F", Tally.of(21), "M", Tally.of(19)));
        List<HeldParts.Table> given =
                parts.given("I01", Division.SEX, whole, Map.of(AUGUST, Tally.of(40)), then, shown);
        assertThat(given).hasSize(1);
        assertThat(parts.given("I01", Division.SEX, whole, Map.of(AUGUST, Tally.of(42)), now, shown))
                .as("read again as it was")
                .isEqualTo(given);
    }

    /** A release counts values together, and those that nobody had yet; the screen names them one by one. */
    @Test
    void aColumnOfAReleaseIsASumOfWhatTheScreenNames() {
        ShownFigures release = new ShownFigures(
                "I01",
                "NATIONALITY",
                OCTOBER,
                true,
                Map.of("BF", Tally.of(20), "CI", Tally.of(9), "ML", Tally.of(8)),
                Set.of(),
                List.of(Set.of("BF"), Set.of("CI", "ML", ShownFigures.OTHERS)));
        assertThat(release.mayStandBeside(screen(Map.of("BF", 20, "CI", 9, "ML", 8)), LEAST))
                .isTrue();
        assertThat(release.mayStandBeside(screen(Map.of("BF", 20, "CI", 9, "ML", 6)), LEAST))
                .as("two more of the others")
                .isFalse();
        assertThat(release.mayStandBeside(screen(Map.of("BF", 20, "CI", 11, "ML", 6)), LEAST))
                .as("only their sum is known of both")
                .isTrue();
        assertThat(release.mayStandBeside(screen(Map.of("BF", 20, "CI", 9, "ML", 8, "GN", 2)), LEAST))
                .as("two of a country that is new")
                .isFalse();
        assertThat(release.mayStandBeside(screen(Map.of("BF", 22, "CI", 9, "ML", 6)), LEAST))
                .isFalse();
    }

    private static ShownFigures screen(Map<String, Integer> counts) {
        Map<String, Tally> parts = new TreeMap<>();
        counts.forEach((label, count) -> parts.put(label, Tally.of(count)));
        Set<String> hidden = new SmallCounts(LEAST)
                .hidden(
                        Tally.of(counts.values().stream()
                                .mapToInt(Integer::intValue)
                                .sum()),
                        parts);
        return new ShownFigures("I01", "NATIONALITY", SEPTEMBER, false, parts, hidden, List.of());
    }

    /** Months that change after they were read, readers of any month on any day, releases of any day: all that was shown, pair by pair. */
    @Test
    void noTwoReadingsOfAnythingDifferByASmallCount() {
        int compared = 0;
        for (int house = 0; house < 100; house++) compared += pairs(new Random(house), true);
        assertThat(compared).as("or nothing was compared").isGreaterThan(500);
    }

    /** As it was: the screen knew neither the releases nor what it had said of a month before a record came late. */
    @Test
    void withoutTheListTheyDo() {
        int found = 0;
        for (int house = 0; house < 100; house++) found += pairs(new Random(house), false);
        assertThat(found).isPositive();
    }

    /** @return pairs that were compared; without the list: those that tell a small count */
    private static int pairs(Random chance, boolean kept) {
        SortedMap<LocalDate, Tally> counted = new TreeMap<>();
        long num = 0;
        long den = 0;
        for (int month = 0; month < 12; month++) {
            den += chance.nextInt(12);
            num = Math.min(den, num + chance.nextInt(10));
            counted.put(LocalDate.of(2015, 1, 1).plusMonths(month + 1).minusDays(1), share(num, den));
        }
        List<ShownFigures> list = new ArrayList<>();
        List<Tally> read = new ArrayList<>();
        List<LocalDate> days = List.copyOf(counted.keySet());
        for (int step = 0; step < 30; step++) {
            LocalDate day = days.get(chance.nextInt(12));
            Tally now = counted.get(day);
            switch (chance.nextInt(3)) {
                case 0 -> counted.tailMap(day).replaceAll((end, was) -> share(was.num() + 1, was.den() + 2));
                case 1 -> {
                    ShownFigures release = ShownFigures.inRelease("I04", day, now.num(), now.den());
                    if (!new SmallCounts(LEAST).isHidden(now)
                            && (!kept || list.stream().allMatch(one -> release.mayStandBeside(one, LEAST)))) {
                        list.add(release);
                        read.add(now);
                    }
                }
                default -> {
                    ShownBefore shown = new ShownBefore(LEAST, kept ? list : List.of());
                    List<EarlierReleases.Given> ends = new ArrayList<>();
                    counted.headMap(day.plusDays(1))
                            .forEach((end, tally) -> ends.add(new EarlierReleases.Given(end, tally)));
                    new EarlierReleases(new SmallCounts(LEAST))
                            .given("I04", ends, shown)
                            .forEach(one -> read.add(one.tally()));
                    list.addAll(shown.added());
                }
            }
        }
        int pairs = 0;
        for (Tally one : read)
            for (Tally other : read) {
                boolean small = isSmall(one.num() - other.num())
                        || isSmall(one.den() - other.den())
                        || isSmall(one.den() - one.num() - other.den() + other.num());
                if (kept) assertThat(small).as(one + " and " + other).isFalse();
                if (kept || small) pairs++;
            }
        return pairs;
    }

    private static boolean isSmall(long difference) {
        return difference != 0 && Math.abs(difference) < LEAST;
    }
}
