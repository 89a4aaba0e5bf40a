package org.akoma.bench;

import java.util.Arrays;

/** How long each of some calls took. Percentiles by the nearest rank: a value that was measured, never one in between. */
record Times(long[] sortedNanos) {

    static Times of(long... nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Times(sorted);
    }

    int count() {
        return sortedNanos.length;
    }

    /**
     * In milliseconds, to a hundredth.
     *
     * @param percent above 0, 100 at most
     */
    double percentile(double percent) {
        if (sortedNanos.length == 0) throw new IllegalStateException("nothing was measured");
        if (percent <= 0 || percent > 100) throw new IllegalArgumentException("no percentile: " + percent);
        int rank = (int) Math.ceil(percent / 100 * sortedNanos.length);
        return hundredths(sortedNanos[rank - 1] / 1_000_000.0);
    }

    static double hundredths(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
