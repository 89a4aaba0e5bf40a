package org.akoma.programme.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whoever keeps the releases of all months subtracts one from another and finds no small count. */
class HeldBackTest {

    private static final int LEAST = 11;
    private static final LocalDate JANUARY = LocalDate.parse("2015-01-31");

    private static SortedMap<LocalDate, Tally> ends(long... nums) {
        SortedMap<LocalDate, Tally> ends = new TreeMap<>();
        for (int i = 0; i < nums.length; i++)
            ends.put(JANUARY.plusDays(1).plusMonths(i).minusDays(1), Tally.of(nums[i]));
        return ends;
    }

    private static HeldBack.Given last(SortedMap<LocalDate, Tally> ends) {
        return new HeldBack(new SmallCells(LEAST)).last(ends);
    }

    @Test
    void aSmallChangeWaitsUntilItIsLargeEnough() {
        assertThat(last(ends(3)).tally().num()).isEqualTo(3); // hidden by who shows it
        assertThat(last(ends(3, 47)).tally().num()).isEqualTo(47);
        assertThat(last(ends(3, 47, 48))).isEqualTo(last(ends(3, 47)));
        assertThat(last(ends(3, 47, 48, 58)).tally().num()).isEqualTo(58);
        assertThat(last(ends(3, 47, 47)).day()).isEqualTo(LocalDate.parse("2015-03-31"));
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
                if (!new SmallCells(LEAST).isHidden(now)) given.add(now);
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

    private static boolean isSmall(long difference) {
        return difference != 0 && Math.abs(difference) < LEAST;
    }
}
