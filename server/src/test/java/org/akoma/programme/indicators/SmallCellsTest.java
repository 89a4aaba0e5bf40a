package org.akoma.programme.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmallCellsTest {

    private final SmallCells small = new SmallCells(5);

    private static Tally of(long num, long den) {
        return new Tally(num, den, 0, new TreeMap<>());
    }

    @Test
    void neitherASmallCountNorASmallRestIsShown() {
        assertThat(small.isHidden(of(4, 48))).isTrue();
        assertThat(small.isHidden(of(45, 48))).as("three were not").isTrue();
        assertThat(small.isHidden(of(43, 48))).isFalse();
        assertThat(small.isHidden(of(0, 48))).isFalse();
        assertThat(small.isHidden(of(48, 48))).isFalse();
        assertThat(small.isHidden(of(0, 3))).isTrue();
        assertThat(small.isHidden(of(4, 0))).as("a plain count").isTrue();
        assertThat(new SmallCells(0).isHidden(of(1, 2))).isFalse();
    }

    @Test
    void whatWouldFollowFromTheOthersIsHiddenToo() {
        assertThat(small.hidden(of(30, 40), Map.of("F", of(2, 10), "M", of(28, 30))))
                .containsExactlyInAnyOrder("F", "M");
        assertThat(small.hidden(of(40, 60), Map.of("BF", of(3, 8), "CI", of(17, 30), "ML", of(20, 22))))
                .as("two small ones hide each other, if their sum does not tell")
                .containsExactlyInAnyOrder("BF", "ML");
        assertThat(small.hidden(of(34, 60), Map.of("A", of(1, 6), "B", of(2, 7), "C", of(15, 22), "D", of(16, 25))))
                .as("three of the two together is a small count as well")
                .containsExactlyInAnyOrder("A", "B", "C");
        assertThat(small.hidden(of(20, 40), Map.of("F", of(8, 16), "M", of(12, 24))))
                .isEmpty();
        assertThat(small.hidden(of(45, 48), Map.of("F", of(10, 10), "M", of(35, 38))))
                .hasSize(2);
    }

    /** Whoever knows the whole and all that is shown can solve for no hidden part, nor for a small sum of hidden ones. */
    @Test
    void nothingSmallRemainsOfAnyTable() {
        Random dice = new Random(7);
        for (int n = 0; n < 2000; n++) {
            Map<String, Tally> parts = IntStream.range(0, 2 + dice.nextInt(6))
                    .boxed()
                    .collect(Collectors.toMap(i -> "P" + i, i -> {
                        int den = dice.nextInt(30);
                        return of(den == 0 ? 0 : dice.nextInt(den + 1), den);
                    }));
            Tally whole = parts.values().stream().reduce(Tally.NOTHING, Tally::plus);
            Set<String> hidden = small.hidden(whole, parts);
            Tally rest = whole;
            for (Map.Entry<String, Tally> part : parts.entrySet())
                if (!hidden.contains(part.getKey())) {
                    assertThat(small.isHidden(part.getValue())).isFalse();
                    rest = new Tally(
                            rest.num() - part.getValue().num(),
                            rest.den() - part.getValue().den(),
                            0,
                            new TreeMap<>());
                }
            if (hidden.size() < parts.size()) assertThat(small.isHidden(rest)).isFalse();
            assertThat(hidden.size()).isNotEqualTo(1);
        }
    }

    /** The count of I09 of the same label may be hidden, and the difference would tell it. */
    @Test
    void partsOfAMedianSayNoCount() {
        Indicator stays = Definitions.ALL.stream()
                .filter(one -> one.id().equals("I10"))
                .findFirst()
                .orElseThrow();
        Map<String, Tally> parts = Map.of("F", days(11), "M", days(32));
        for (IndicatorReport.Part part :
                new Shown(small).item(stays, days(43), parts, Map.of()).parts()) {
            assertThat(part.figure().denominator()).isNull();
            assertThat(part.figure().numerator()).isNull();
            assertThat(part.figure().value()).isEqualByComparingTo("66");
        }
        assertThat(new Shown(small)
                        .item(stays, days(43), Map.of("F", days(3), "M", days(40)), Map.of())
                        .parts())
                .allMatch(part -> part.figure().suppressed() && part.figure().value() == null);
        assertThat(new Shown(new SmallCells(0))
                        .item(stays, days(43), parts, Map.of())
                        .parts())
                .as("who reads exactly")
                .allMatch(part -> part.figure().denominator() != null);
    }

    private static Tally days(long n) {
        return new Tally(n, n, 0, new TreeMap<>(Map.of(66, n)));
    }

    @Test
    void percentAndMedianAreRoundedAsTheyAreSaid() {
        assertThat(of(48, 61).percent()).isEqualTo(new BigDecimal("78.7"));
        assertThat(of(45, 48).percent()).isEqualTo(new BigDecimal("93.8"));
        assertThat(of(0, 0).percent()).isNull();
        assertThat(new Tally(3, 3, 0, new TreeMap<>(Map.of(10, 1L, 66, 1L, 90, 1L))).median())
                .isEqualByComparingTo("66");
        assertThat(new Tally(4, 4, 0, new TreeMap<>(Map.of(10, 2L, 21, 2L))).median())
                .isEqualByComparingTo("15.5");
        assertThat(Tally.NOTHING.median()).isNull();
    }
}
