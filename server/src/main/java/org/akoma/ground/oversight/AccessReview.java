package org.akoma.ground.oversight;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a review of one account looks at, as it is at the reader's moment, and the newest review of it.
 *
 * @param roles codes of its running roles
 * @param contractUntil the first day without a contract; null = without end
 * @param came when it last signed in by a browser; null = never
 * @param works files held by assignment or supervision
 * @param lent files held by another way: shared, by a referral, by a conversation
 * @param emergencies opened in this quarter
 * @param opened openings of files in this quarter, each file once a day
 * @param unusual findings of unusual reading in this quarter
 * @param due whether it is to be reviewed in this quarter
 * @param undone whether a change or an end that was asked for is still to be done
 * @param asked the most that reviews still ask and nobody has done; one officer alone does not take it back
 * @param softenedBy who asked for less since: another officer's word is wanted; null = nobody
 * @param quarter first day of the quarter of the newest review; null = never reviewed
 */
record AccessReview(
        String account,
        String organisation,
        List<String> roles,
        @Nullable String supervisor,
        @Nullable LocalDate contractUntil,
        @Nullable Instant came,
        boolean secondFactor,
        int works,
        int lent,
        int emergencies,
        int opened,
        int unusual,
        boolean due,
        boolean undone,
        @Nullable LocalDate quarter,
        @Nullable Verdict verdict,
        @Nullable String why,
        @Nullable String reviewer,
        @Nullable Instant reviewedAt,
        @Nullable Verdict asked,
        @Nullable String askedWhy,
        @Nullable String askedBy,
        @Nullable String softenedBy) {

    AccessReview {
        roles = List.copyOf(roles);
    }

    enum Verdict {
        KEEP,
        CHANGE,
        END
    }

    /** @param due accounts that are to be reviewed in this quarter */
    record OfStructure(String organisation, int accounts, int due, int undone) {}

    /** What an administrator is to do with an account. */
    record Asked(String account, Verdict verdict, @Nullable String task, String askedBy, Instant askedAt) {}
}
