package org.akoma.programme.indicators;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * What a series of releases may say: a count is given anew only when it differs from each that was given before by nothing or by enough, so that the
 * difference of two files of different months is no small count. Until then the older value stays, with its day, and after some months nothing is said. The
 * series begins at the same month no matter who asks and when, and what was given once stays, so that everybody gets the same.
 */
record EarlierReleases(SmallCounts small) {

    /** A value that could not move for longer than this is hidden: what it says is of too old a day. */
    private static final int MONTHS = 3;

    /** @param day the end of a month */
    record Given(LocalDate day, Tally tally) {}

    /**
     * What is nothing at the beginning is no value that is held.
     *
     * @param ends by the end of each month from the first one on, in the order of time
     * @param shown until now; what is given is added
     */
    List<Given> given(String indicator, List<Given> ends, ShownBefore shown) {
        List<Given> given = new ArrayList<>();
        for (Given now : ends) {
            Tally before = shown.at(indicator, "", now.day())
                    .map(one -> one.parts().getOrDefault("", Tally.NOTHING))
                    .orElse(null);
            if (before != null) given.add(new Given(now.day(), before));
            else if (!small.isHidden(now.tally())
                    && !(given.isEmpty() && now.tally().isNothing())
                    && shown.add(ShownFigures.onScreen(indicator, now.day(), now.tally()))) given.add(now);
        }
        return List.copyOf(given);
    }

    /** Whether what was given of a day is not too old to be said at the end of a month. */
    static boolean isSaid(LocalDate day, LocalDate ended) {
        return !YearMonth.from(day).plusMonths(MONTHS).isBefore(YearMonth.from(ended));
    }

    boolean mayFollow(Tally before, Tally now) {
        long counted = Math.abs(now.num() - before.num());
        long all = Math.abs(now.den() - before.den());
        long rest = now.den() == 0 ? 0 : Math.abs(now.den() - now.num() - (before.den() - before.num()));
        long unknown = Math.abs(now.unknown() - before.unknown());
        boolean apart = small.isSmall(unknown) && !small.isUnknownHidden(before) && !small.isUnknownHidden(now);
        return !small.isSmall(counted) && !small.isSmall(all) && !small.isSmall(rest) && !apart;
    }
}
