package org.akoma.programme.indicators;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a series of releases may say: a count is given anew only when it differs from each that was given before by nothing or by enough, so that the
 * difference of two files of different months is no small count. Until then the older value stays, with its day. The series begins at the same month
 * whoever asks and whenever, so that everybody gets the same.
 */
public record EarlierReleases(SmallCounts small) {

    /** @param day the end of a month */
    public record Given(LocalDate day, Tally tally) {}

    /** @param ends by the end of each month from the first one on, in the order of time */
    public List<Given> given(List<Given> ends) {
        List<Given> given = new ArrayList<>();
        for (Given now : ends)
            if (!small.isHidden(now.tally())
                    && given.stream().allMatch(before -> mayFollow(before.tally(), now.tally()))) given.add(now);
        return List.copyOf(given);
    }

    boolean mayFollow(Tally before, Tally now) {
        long counted = Math.abs(now.num() - before.num());
        long all = Math.abs(now.den() - before.den());
        long rest = Math.abs(now.den() - now.num() - (before.den() - before.num()));
        return !small.isSmall(counted) && !small.isSmall(all) && (now.den() == 0 || !small.isSmall(rest));
    }
}
