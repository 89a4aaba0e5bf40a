package org.akoma.cases;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.reference.Policies;
import org.jspecify.annotations.Nullable;

/**
 * Record where a child lives from a day on, under an id that the caller made. What needs approval is only proposed by it.
 *
 * @param shelter code of the shelter, for the kind SHELTER and only for it
 * @param reason why the child leaves the last place; needed when there is one
 */
public record PlaceChild(
        UUID id,
        Placement.Kind kind,
        @Nullable String shelter,
        String country,
        LocalDate since,
        Placement.@Nullable Reason reason,
        @Nullable LocalDate careOrderOn,
        Placement.Words words) {

    /** What speaks against it whatever the shelter's state; its rules on sex and age are {@link Shelter#refusal}. */
    @Nullable
    FieldError refusal(CaseFile file, @Nullable Placement current, LocalDate today, Policies policies) {
        if ((kind == Placement.Kind.SHELTER) != (shelter != null))
            return FieldError.of("shelter", shelter == null ? "form.required" : "cases.shelter-only-for-shelter");
        if (since.isAfter(today)) return FieldError.of("since", "form.future");
        if (careOrderOn != null && careOrderOn.isAfter(today)) return FieldError.of("careOrderOn", "form.future");
        if (current != null && since.isBefore(current.since()))
            return FieldError.of("since", "cases.placement-before-last", current.since());
        if (current != null && reason == null) return FieldError.of("reason", "form.required");
        Integer age = age(file, since);
        int least = policies.years("age.independent-living.min");
        if (kind == Placement.Kind.INDEPENDENT_LIVING && age != null && age < least)
            return FieldError.of("kind", "cases.too-young-alone", least);
        return null;
    }

    /** The age at the rescue, plus the whole years since; null when it is not known. */
    static @Nullable Integer age(CaseFile file, LocalDate day) {
        if (file.ageAtRescue() == null) return null;
        LocalDate registered = LocalDate.ofInstant(file.registeredAt(), ZoneOffset.UTC);
        return file.ageAtRescue() + (int) Math.max(0, ChronoUnit.YEARS.between(registered, day));
    }
}
