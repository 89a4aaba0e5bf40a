package org.akoma.programme.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmallCountsTest {

    private final SmallCounts small = new SmallCounts(5);

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
        assertThat(new SmallCounts(0).isHidden(of(1, 2))).isFalse();
    }

    @Test
    void whatWouldFollowFromTheOthersIsHiddenToo() {
        assertThat(small.hidden(of(30, 40), Map.of("F", of(2, 10), "M", of(28, 30)), Map.of()))
                .containsExactlyInAnyOrder("F", "M");
        assertThat(small.hidden(of(40, 60), Map.of("BF", of(3, 8), "CI", of(17, 30), "ML", of(20, 22)), Map.of()))
                .as("two small ones hide each other, if their sum does not tell")
                .containsExactlyInAnyOrder("BF", "ML");
        assertThat(small.hidden(
                        of(34, 60), Map.of("A", of(1, 6), "B", of(2, 7), "C", of(15, 22), "D", of(16, 25)), Map.of()))
                .as("three of the two together is a small count as well")
                .containsExactlyInAnyOrder("A", "B", "C");
        assertThat(small.hidden(of(20, 40), Map.of("F", of(8, 16), "M", of(12, 24)), Map.of()))
                .isEmpty();
        assertThat(small.hidden(of(45, 48), Map.of("F", of(10, 10), "M", of(35, 38)), Map.of()))
                .hasSize(2);
    }

    /** Eight children in Mali, and seven of them whose attendance is known: the two counts would tell that of one it is not. */
    @Test
    void twoCountsOfTheSameChildrenTellNoSmallOne() {
        SamePopulation same = new SamePopulation(5);
        assertThat(same.withheld(Map.of("I01", of(8, 0), "I14", of(7, 7)))).containsExactly("I14");
        assertThat(same.withheld(Map.of("I01", of(48, 0), "I07", of(43, 49), "I09", of(43, 48), "I16", of(30, 30))))
                .as("equal, or far apart")
                .containsExactly("I07");
        assertThat(same.withheld(Map.of("I01", of(48, 0), "I11", of(30, 46))))
                .as("visits are no children")
                .isEmpty();
        assertThat(same.withheld(Map.of(
                        "I01", of(48, 0), "C01", of(50, 0), "C02", of(43, 0), "C03", of(41, 0), "C07", of(46, 0))))
                .as("the counts of the dashboards too: two files more than children, two plans fewer than assessments")
                .containsExactlyInAnyOrder("C01", "C03");
        assertThat(same.withheld(Map.of("I01", of(48, 0), "C09", of(46, 0), "I09", of(43, 48))))
                .as("what is an indicator is shown on every page alike")
                .containsExactly("C09");
        assertThat(new SamePopulation(0).withheld(Map.of("I01", of(8, 0), "I14", of(7, 7))))
                .as("who reads exactly")
                .isEmpty();
        Indicator school = Definitions.find("I14").orElseThrow();
        Shown shown = new Shown(small, Set.of("I14"));
        assertThat(shown.item(school, of(7, 7), Map.of(), Map.of(), List.of())
                        .figure()
                        .suppressed())
                .isTrue();
        Figure many =
                shown.item(school, of(823, 996), Map.of(), Map.of(), List.of()).figure();
        assertThat(many.percent()).isEqualTo(new BigDecimal("83"));
        assertThat(many.numerator()).isNull();
        assertThat(many.denominator()).isNull();
        assertThat(many.unknown()).isNull();
    }

    /** A supervisor reads their own structure exactly; what is left of the whole without it is no small count either. */
    @Test
    void theWholeLessOnesOwnTellsNothingOfTheOthers() {
        assertThat(small.isHidden(of(43, 48), of(20, 24))).isTrue();
        assertThat(small.isHidden(of(43, 48), of(20, 45))).as("three of others").isTrue();
        assertThat(small.isHidden(of(30, 48), of(20, 24))).isFalse();
        Map<String, Tally> lines = Map.of("A", of(10, 20), "B", of(2, 7), "C", of(15, 22));
        assertThat(small.hidden(of(27, 49), lines, Map.of("", of(10, 20), "A", of(10, 20))))
                .as("one's own hides nothing of another")
                .contains("B", "C");
        assertThat(small.hidden(of(20, 40), Map.of("F", of(8, 16), "M", of(12, 24)), Map.of("F", of(6, 13))))
                .contains("F", "M");
    }

    /** Anyone who knows the whole and all that is shown can solve for no hidden part, nor for a small sum of hidden ones. */
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
            Set<String> hidden = small.hidden(whole, parts, Map.of());
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
        for (IndicatorReport.Part part : new Shown(small, Set.of())
                .item(stays, days(43), parts, Map.of(), List.of())
                .parts()) {
            assertThat(part.figure().denominator()).isNull();
            assertThat(part.figure().numerator()).isNull();
            assertThat(part.figure().value()).isEqualByComparingTo("66");
        }
        assertThat(new Shown(small, Set.of())
                        .item(stays, days(43), Map.of("F", days(3), "M", days(40)), Map.of(), List.of())
                        .parts())
                .allMatch(part -> part.figure().suppressed() && part.figure().value() == null);
        assertThat(new Shown(new SmallCounts(0), Set.of())
                        .item(stays, days(43), parts, Map.of(), List.of())
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
