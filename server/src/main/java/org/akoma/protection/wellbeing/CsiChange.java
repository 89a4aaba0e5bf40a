package org.akoma.protection.wellbeing;

import org.jspecify.annotations.Nullable;

/**
 * One factor in two indexes: later less earlier, factor by factor.
 *
 * @param change null when it is missing from one of them
 */
record CsiChange(
        CsiFactor factor,
        @Nullable Integer before,
        @Nullable Integer now,
        @Nullable Integer change) {

    static CsiChange of(CsiFactor factor, @Nullable Csi earlier, @Nullable Csi later) {
        Integer before = earlier == null ? null : earlier.level(factor);
        Integer now = later == null ? null : later.level(factor);
        return new CsiChange(factor, before, now, before == null || now == null ? null : Integer.valueOf(now - before));
    }

    /** BETTER, WORSE, SAME or UNKNOWN: the arrow in a word. */
    public String direction() {
        if (change == null) return "UNKNOWN";
        return change == 0 ? "SAME" : change > 0 ? "BETTER" : "WORSE";
    }
}
