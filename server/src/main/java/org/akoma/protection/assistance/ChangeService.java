package org.akoma.protection.assistance;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/** Changes a service that has not begun: its time, provider or goal. The kind of help does not change: another kind is another service. */
record ChangeService(
        UUID id,
        @Nullable TimeFrame timeFrame,
        @Nullable String provider,
        @Nullable UUID goalId,
        @Nullable LocalDate fromOn,
        @Nullable LocalDate untilOn,
        @Nullable String note) {

    /** The fields that people and programs fill in: the service as it should be from now on, whole. */
    @InputForm(name = "assistance.change-service", labels = "assistance", changes = true)
    record Input(
            UUID id,
            @Nullable Integer version,

            @Field(list = "time-frame", label = "assistance.time-frame") @Nullable
            TimeFrame timeFrame,

            @Field(example = "PROVIDER-01") @Size(max = 40) @Nullable
            String provider,

            @Nullable UUID goal,
            @Field(label = "assistance.from-on") @Nullable LocalDate fromOn,
            @Field(label = "assistance.until-on") @Nullable LocalDate untilOn,

            @Field(lines = 3, sealed = true) @Size(max = PlanService.MOST) @Nullable
            String note) {

        ChangeService command() {
            return new ChangeService(id, timeFrame, provider, goal, fromOn, untilOn, note);
        }
    }

    static ChangeService of(Service now) {
        return new ChangeService(
                now.id(), now.timeFrame(), now.provider(), now.goalId(), now.fromOn(), now.untilOn(), now.note());
    }

    @Nullable
    FieldError refusal(Service before) {
        if (!before.mayChange())
            return FieldError.of(
                    "service", "assistance.service-decided", before.state().name());
        return fromOn != null && untilOn != null && untilOn.isBefore(fromOn)
                ? FieldError.of("untilOn", "assistance.ends-before")
                : null;
    }

    /** Who agreed to a service agreed to who gives it, what for and how long; a note or a time-frame asks nobody again. */
    boolean asksAgain(Service before) {
        return before.state() == Service.State.APPROVED
                && !(Objects.equals(provider, before.provider())
                        && Objects.equals(goalId, before.goalId())
                        && Objects.equals(fromOn, before.fromOn())
                        && Objects.equals(untilOn, before.untilOn()));
    }

    /** By the names that pages and JSON know. */
    Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("timeFrame", timeFrame);
        fields.put("provider", provider);
        fields.put("goal", goalId);
        fields.put("fromOn", fromOn);
        fields.put("untilOn", untilOn);
        fields.put("note", note);
        return fields;
    }
}
