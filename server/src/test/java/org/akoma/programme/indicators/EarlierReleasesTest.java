package org.akoma.programme.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Anyone who keeps the releases of all months subtracts one from another and finds no small count. */
class EarlierReleasesTest {

    private static final int LEAST = 11;
    private static final LocalDate JANUARY = LocalDate.parse("2015-01-31");

    private static SortedMap<LocalDate, Tally> ends(long... nums) {
        SortedMap<LocalDate, Tally> ends = new TreeMap<>();
        for (int i = 0; i < nums.length; i++)
            ends.put(JANUARY.plusDays(1).plusMonths(i).minusDays(1), Tally.of(nums[i]));
        return ends;
    }

    private static EarlierReleases.Given last(SortedMap<LocalDate, Tally> ends) {
        List<EarlierReleases.Given> all = ends.entrySet().stream()
                .map(end -> new EarlierReleases.Given(end.getKey(), end.getValue()))
                .toList();
        List<EarlierReleases.Given> given = given(LEAST, all);
        return given.isEmpty() ? all.getLast() : given.getLast();
    }

    private static List<EarlierReleases.Given> given(int least, List<EarlierReleases.Given> ends) {
        return new EarlierReleases(new SmallCounts(least)).given("I01", ends, new ShownBefore(least, List.of()));
    }

    @Test
    void aSmallChangeWaitsUntilItIsLargeEnough() {
        assertThat(last(ends(3)).tally().num()).isEqualTo(3); // hidden by who shows it
        assertThat(last(ends(3, 47)).tally().num()).isEqualTo(47);
        assertThat(last(ends(3, 47, 48))).isEqualTo(last(ends(3, 47)));
        assertThat(last(ends(3, 47, 48, 58)).tally().num()).isEqualTo(58);
        assertThat(last(ends(3, 47, 47)).day()).isEqualTo(LocalDate.parse("2015-03-31"));
    }

    /** Before a project there is nothing to count: that is no value, and what is too small after it is hidden, not nothing. */
    @Test
    void nothingAtTheBeginningIsNotHeld() {
        SmallCounts small = new SmallCounts(LEAST);
        Tally most = new Tally(45, 48, 0, new TreeMap<>());
        EarlierReleases.Given nothing = new EarlierReleases.Given(JANUARY, Tally.NOTHING);
        EarlierReleases.Given few = new EarlierReleases.Given(LocalDate.parse("2015-02-28"), most);
        EarlierReleases.Given many =
                new EarlierReleases.Given(LocalDate.parse("2015-03-31"), new Tally(45, 60, 0, new TreeMap<>()));
        assertThat(given(LEAST, List.of(nothing, few))).isEmpty();
        assertThat(given(LEAST, List.of(nothing, few, many))).containsExactly(many);
        EarlierReleases.Given over = new EarlierReleases.Given(LocalDate.parse("2015-04-30"), Tally.NOTHING);
        assertThat(given(LEAST, List.of(many, over)))
                .as("nothing at the end is")
                .containsExactly(many, over);
    }

    @Test
    void anOldValueIsNotSaidForEver() {
        assertThat(EarlierReleases.isSaid(JANUARY, LocalDate.parse("2015-04-30")))
                .isTrue();
        assertThat(EarlierReleases.isSaid(JANUARY, LocalDate.parse("2015-05-31")))
                .isFalse();
    }

    /** Two are lost to follow-up, then three: nobody reads either; of six and seven somebody would read both. */
    @Test
    void thoseOfWhomItIsNotKnownAreCountsToo() {
        SmallCounts small = new SmallCounts(5);
        EarlierReleases back = new EarlierReleases(small);
        assertThat(back.mayFollow(unknown(2), unknown(3))).isTrue();
        assertThat(back.mayFollow(unknown(6), unknown(7))).isFalse();
        assertThat(back.mayFollow(unknown(6), unknown(11))).isTrue();
    }

    private static Tally unknown(long count) {
        return new Tally(40, 60, count, new TreeMap<>());
    }

    @Test
    void noTwoReleasesOfAnySeriesDifferByASmallCount() {
        Random random = new Random(20_151_116);
        for (int series = 0; series < 200; series++) {
            SortedMap<LocalDate, Tally> ends = new TreeMap<>();
            List<Tally> given = new ArrayList<>();
            long num = 0;
            long den = 0;
            for (int month = 0; month < 24; month++) {
                den = Math.max(0, den + random.nextInt(-15, 20));
                num = Math.min(den, Math.max(0, num + random.nextInt(-15, 20)));
                ends.put(JANUARY.plusDays(1).plusMonths(month).minusDays(1), new Tally(num, den, 0, new TreeMap<>()));
                Tally now = last(ends).tally();
                if (!new SmallCounts(LEAST).isHidden(now)) given.add(now);
            }
            for (Tally one : given)
                for (Tally other : given) {
                    assertThat(isSmall(one.num() - other.num())).isFalse();
                    assertThat(isSmall(one.den() - other.den())).isFalse();
                    assertThat(isSmall(one.den() - one.num() - other.den() + other.num()))
                            .isFalse();
                }
        }
    }

    /** Whatever changes between months: no difference of a part, nor of all that is hidden, is a small count. */
    @Test
    void noTwoTablesOfAnySeriesDifferByASmallCount() {
        Random random = new Random(20_151_231);
        SmallCounts small = new SmallCounts(LEAST);
        int tables = 0;
        for (int series = 0; series < 200; series++) {
            Map<String, Long> counts = new TreeMap<>(Map.of("BF", 0L, "CI", 0L, "GH", 0L));
            Map<LocalDate, Map<String, Tally>> months = new TreeMap<>();
            List<EarlierReleases.Given> ends = new ArrayList<>();
            for (int month = 0; month < 24; month++) {
                counts.replaceAll((label, count) -> Math.max(0, count + random.nextInt(-6, 18)));
                LocalDate end = JANUARY.plusDays(1).plusMonths(month).minusDays(1);
                Map<String, Tally> parts = new TreeMap<>();
                counts.forEach((label, count) -> parts.put(label, Tally.of(count)));
                months.put(end, parts);
                ends.add(new EarlierReleases.Given(end, Tally.of(sum(parts.values()))));
            }
            Map<LocalDate, Tally> counted = new TreeMap<>();
            ends.forEach(end -> counted.put(end.day(), end.tally()));
            List<HeldParts.Table> given = new HeldParts(small)
                    .given(
                            "I01",
                            Indicator.Division.COUNTRY,
                            given(LEAST, ends),
                            counted,
                            months,
                            new ShownBefore(LEAST, List.of()));
            tables += given.size();
            for (HeldParts.Table one : given) for (HeldParts.Table other : given) nothingSmall(one, other);
        }
        assertThat(tables).as("or nothing was compared").isGreaterThan(400);
    }

    private static void nothingSmall(HeldParts.Table one, HeldParts.Table other) {
        List<Tally> hidden = new ArrayList<>();
        List<Tally> then = new ArrayList<>();
        for (String label : one.parts().keySet()) {
            Tally now = one.parts().getOrDefault(label, Tally.NOTHING);
            Tally before = other.parts().getOrDefault(label, Tally.NOTHING);
            if (one.hidden().contains(label) || other.hidden().contains(label)) {
                hidden.add(now);
                then.add(before);
            } else assertThat(isSmall(now.num() - before.num())).as(label).isFalse();
        }
        assertThat(isSmall(sum(hidden) - sum(then))).as("all that is hidden").isFalse();
    }

    private static long sum(Collection<Tally> parts) {
        return parts.stream().mapToLong(Tally::num).sum();
    }

    private static boolean isSmall(long difference) {
        return difference != 0 && Math.abs(difference) < LEAST;
    }
}
