package org.akoma.protection.visits;

import java.time.LocalDate;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/** Plans a visit for a day that a person chose. */
public record PlanVisit(UUID id, Visit.Type type, LocalDate on) {

    static final int FARTHEST_DAYS = 400;

    /**
     * The fields that people and programs fill in, in the order of the form.
     *
     * @param type null = a routine visit; a page asks for it
     */
    @InputForm(name = "followup.plan-visit", labels = "followup.visits")
    public record Input(
            UUID id,

            @Field(label = "followup.visits.day") LocalDate plannedOn,

            @Field(list = "visit-type") Visit.@Nullable Type type) {

        public PlanVisit command() {
            return new PlanVisit(id, type == null ? Visit.Type.ROUTINE : type, plannedOn);
        }
    }

    /** Why a visit cannot be planned for that day; null when it can. */
    public static @Nullable FieldError refusal(String field, LocalDate on, LocalDate today) {
        if (on.isBefore(today)) return FieldError.of(field, "followup.visit-past");
        return on.isAfter(today.plusDays(FARTHEST_DAYS))
                ? FieldError.of(field, "followup.visit-too-far", FARTHEST_DAYS)
                : null;
    }
}
