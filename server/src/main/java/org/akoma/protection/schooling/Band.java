package org.akoma.protection.schooling;

import org.akoma.ground.reference.Policies;
import org.jspecify.annotations.Nullable;

/** How regularly a child comes ({@code requirements.md 3}): days present of days expected. */
enum Band {
    REGULAR,
    IRREGULAR,
    AT_RISK,
    UNKNOWN;

    /** In whole days; null or no day expected = unknown. The borders belong to the better band, without rounding. */
    static Band of(@Nullable Long present, @Nullable Long expected, Policies policies) {
        if (present == null || expected == null || expected <= 0) return UNKNOWN;
        if (reaches(present, expected, policies.percent("attendance.regular.min"))) return REGULAR;
        return reaches(present, expected, policies.percent("attendance.irregular.min")) ? IRREGULAR : AT_RISK;
    }

    static boolean reaches(long present, long expected, int percent) {
        return present * 100 >= expected * percent;
    }
}
