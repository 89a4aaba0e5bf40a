package org.akoma.protection.schooling;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * On how many days of a period a child came.
 *
 * @param lastDay inclusive
 * @param expected days on which the child was expected
 * @param given whether the school gave the number of expected days; else it is counted from the terms
 * @param present null = not known
 */
record Attendance(
        UUID id,
        UUID enrolmentId,
        LocalDate firstDay,
        LocalDate lastDay,
        int expected,
        boolean given,
        @Nullable Integer present,
        UUID recordedBy,
        Instant recordedAt,
        int version) {}
