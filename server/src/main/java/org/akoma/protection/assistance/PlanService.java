package org.akoma.protection.assistance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.reference.Policies;
import org.jspecify.annotations.Nullable;

/**
 * Plan a service for a child, under an id that the caller made; or, of immediate help, record what was given already.
 *
 * @param startedAt when immediate help began; null = it is yet to begin
 * @param endedAt when it ended; only with {@code startedAt}
 */
public record PlanService(
        UUID id,
        String code,
        @Nullable TimeFrame timeFrame,
        @Nullable String provider,
        @Nullable UUID goalId,
        @Nullable LocalDate fromOn,
        @Nullable LocalDate untilOn,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String note) {

    /** The rule that refuses the service; null = none does. @param age in years on that day; null = not known, which refuses nothing */
    @Nullable
    FieldError refusal(@Nullable Integer age, Instant now, Policies policies) {
        if (fromOn != null && untilOn != null && untilOn.isBefore(fromOn))
            return FieldError.of("untilOn", "assistance.ends-before");
        if (startedAt != null && !Service.isImmediate(code))
            return FieldError.of("startedAt", "assistance.not-approved");
        if (startedAt != null && startedAt.isAfter(now)) return FieldError.of("startedAt", "form.future");
        if (endedAt != null && (startedAt == null || endedAt.isBefore(startedAt)))
            return FieldError.of("endedAt", "assistance.ends-before");
        if (endedAt != null && endedAt.isAfter(now)) return FieldError.of("endedAt", "form.future");
        Integer least = leastAge(code, policies);
        return least != null && age != null && age < least
                ? FieldError.of("code", "assistance.too-young", least)
                : null;
    }

    /** An apprenticeship is no work for a small child, and nobody small lives alone ({@code requirements.md 3}). */
    private static @Nullable Integer leastAge(String code, Policies policies) {
        return switch (code) {
            case "LT_VOCATIONAL" -> policies.years("age.apprenticeship.min");
            case "LT_INDEPENDENT_LIVING" -> policies.years("age.independent-living.min");
            default -> null;
        };
    }

    Service.State state() {
        if (startedAt == null) return Service.State.PLANNED;
        return endedAt == null ? Service.State.STARTED : Service.State.COMPLETED;
    }
}
