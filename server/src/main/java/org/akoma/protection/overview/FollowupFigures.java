package org.akoma.protection.overview;

import java.time.LocalDate;

/**
 * One block of {@code GET /api/v1/summary/followup}: counts over all children, never a row of one. A room that keeps such records
 * implements this as a bean; the figures are computed from the records as of the day asked.
 */
public interface FollowupFigures {

    /** The field of the answer, such as {@code visits}. */
    String block();

    /**
     * @param day not after today; a record counts from the day it happened
     * @return what is written as JSON under the block's name
     */
    Object asOf(LocalDate day);
}
