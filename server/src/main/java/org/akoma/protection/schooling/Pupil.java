package org.akoma.protection.schooling;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One child of an institution, in a list: codes, dates and days.
 *
 * @param called how the school knows the child; null for whom it was not written down
 */
record Pupil(
        UUID enrolmentId,
        UUID fileId,
        String child,
        String institution,
        Enrolment.Pathway pathway,
        @Nullable String trade,
        LocalDate startsOn,
        LocalDate due,
        AttendanceBand standing,
        @Nullable String called) {}
