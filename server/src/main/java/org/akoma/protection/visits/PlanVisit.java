package org.akoma.protection.visits;

import java.time.LocalDate;
import java.util.UUID;
import org.akoma.FieldError;
import org.jspecify.annotations.Nullable;

/** Plans a visit for a day that a person chose. */
public record PlanVisit(UUID id, Visit.Type type, LocalDate on) {

    static final int FARTHEST_DAYS = 400;

    /** Why a visit cannot be planned for that day; null when it can. */
    public static @Nullable FieldError refusal(String field, LocalDate on, LocalDate today) {
        if (on.isBefore(today)) return FieldError.of(field, "followup.visit-past");
        return on.isAfter(today.plusDays(FARTHEST_DAYS))
                ? FieldError.of(field, "followup.visit-too-far", FARTHEST_DAYS)
                : null;
    }
}
