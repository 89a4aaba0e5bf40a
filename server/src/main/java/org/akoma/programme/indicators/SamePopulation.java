package org.akoma.programme.indicators;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Indicators, and counts of the dashboards, of the same children: where two of them differ by less than the least count, the difference is such a count (eight children in Mali, and
 * seven of whom the attendance is known). Of two the first of the list keeps its counts ({@code requirements.md 8.6}).
 *
 * @param least the smallest count that is shown; 0 = all are
 */
record SamePopulation(int least) {

    /** They count visits and requests, not children. */
    private static final Set<String> OTHERS = Set.of("I11", "I13", "I19", "C07", "C08");

    /** What the dashboards count comes last, so that an indicator is shown on one page as on the other. */
    private static final List<Indicator> OF_CHILDREN = Stream.concat(
                    Definitions.ALL.stream().filter(Indicator::files), Definitions.COUNTS.stream())
            .filter(one -> !OTHERS.contains(one.id()))
            .toList();

    /** Parts of the children of another indicator by month: with the counts of that one theirs would tell how many are not due yet. */
    static final Set<String> BY_MONTH = Set.of("M03", "M04", "M05", "M06", "M07", "M08");

    /** From so many times the least count on, a percentage in whole numbers leads back to no count. */
    private static final int MANY = 10;

    /**
     * The indicators whose counts are not shown.
     *
     * @param cell what was counted of one part, or of the whole, by indicator
     */
    Set<String> withheld(Map<String, Tally> cell) {
        SmallCounts small = new SmallCounts(least);
        Set<String> withheld = new HashSet<>();
        List<Long> shown = new ArrayList<>();
        for (Indicator one : OF_CHILDREN) {
            Tally tally = cell.getOrDefault(one.id(), Tally.NOTHING);
            if (small.isHidden(tally)) continue;
            List<Long> counts = populations(one, tally);
            if (counts.stream().anyMatch(count -> isNear(count, shown))) withheld.add(one.id());
            else shown.addAll(counts);
        }
        return withheld;
    }

    /** How many it is of; with those of whom it is not known, where these are beside them. */
    private static List<Long> populations(Indicator one, Tally tally) {
        long of = one.kind() == Indicator.Kind.COUNT ? tally.num() : tally.den();
        return one.unknown() == null ? List.of(of) : List.of(of, of + tally.unknown());
    }

    private boolean isNear(long count, List<Long> shown) {
        return count > 0 && shown.stream().map(other -> Math.abs(other - count)).anyMatch(by -> by > 0 && by < least);
    }

    boolean isMany(Tally tally) {
        return tally.den() >= (long) MANY * least;
    }
}
