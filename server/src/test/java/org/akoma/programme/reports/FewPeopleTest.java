package org.akoma.programme.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rounded counts of a report for partners: what one hides does not follow from a sum and its other parts (requirements.md 8.6). */
class FewPeopleTest {

    @ParameterizedTest
    @ValueSource(longs = {5, 6, 10, 11})
    void eachRoundedNumberIsThatOfAsManyCountsAsTheSmallestThatIsShown(long least) {
        LongStream.rangeClosed(1, 40)
                .map(n -> n * least)
                .forEach(shown -> assertThat(LongStream.rangeClosed(0, 1000)
                                .filter(count -> FewPeople.near(count, least) == shown)
                                .count())
                        .as("counts that are shown as %d", shown)
                        .isEqualTo(least));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aSmallPartCouldBeAnyOtherSmallPart(long hidden) {
        long[] parts = {5, 15, 6};
        long sum = FewPeople.near(LongStream.of(parts).sum() + hidden, 5);
        assertThat(sum)
                .as("27 was shown beside 5, 15 and 6, so the hidden part was 1")
                .isIn(25L, 30L);
        assertThat(LongStream.rangeClosed(1, 4)
                        .filter(other -> couldBe(other, parts, sum))
                        .count())
                .isEqualTo(4);
    }

    /** Whether counts that round to the same parts and to the same sum exist with this hidden part. */
    private static boolean couldBe(long hidden, long[] parts, long sum) {
        for (long first = 5; first < 8; first++)
            for (long second = 13; second < 18; second++)
                for (long third = 5; third < 8; third++)
                    if (FewPeople.near(first + second + third + hidden, 5) == sum) return true;
        return parts.length == 0;
    }
}
