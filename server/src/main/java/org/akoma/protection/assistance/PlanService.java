package org.akoma.protection.assistance;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
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

    /** The fields that people and programs fill in. */
    @InputForm(name = "assistance.plan-service", labels = "assistance", notInPath = "code")
    record Input(
            UUID id,

            @Field(list = "assistance", label = "assistance.service")
            String code,

            @Field(list = "time-frame", label = "assistance.time-frame") @Nullable
            TimeFrame timeFrame,

            @Field(example = "PROVIDER-01") @Size(max = 40) @Nullable
            String provider,

            @Nullable UUID goal,
            @Field(label = "assistance.from-on") @Nullable LocalDate fromOn,
            @Field(label = "assistance.until-on") @Nullable LocalDate untilOn,
            @Field(label = "assistance.started") @Nullable Instant startedAt,
            @Field(label = "assistance.ended") @Nullable Instant endedAt,

            @Field(lines = 3, sealed = true) @Size(max = MOST) @Nullable
            String note) {

        PlanService command() {
            return new PlanService(id, code, timeFrame, provider, goal, fromOn, untilOn, startedAt, endedAt, note);
        }
    }

    /** Characters of a note. */
    static final int MOST = 2_000;

    /**
     * The rule that refuses the service; null = none does.
     *
     * @param age in years on that day; null = not known, which counts as too young
     */
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
        if (least == null) return null;
        if (age == null) return FieldError.of("code", "assistance.service-age-unknown", least);
        return age < least ? FieldError.of("code", "assistance.too-young", least) : null;
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
