package org.akoma.programme.reports;

/** What stands on every page beside the words of a report. It is no part of what a fingerprint is of. */
enum Mark {
    /** Nothing: it was released, or will be given out only then. */
    NONE,
    DRAFT,
    INTERNAL;

    static Mark of(Report report, boolean draft) {
        return draft ? DRAFT : report.leavesTheHouse() ? NONE : INTERNAL;
    }
}
