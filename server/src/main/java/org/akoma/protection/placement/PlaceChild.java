package org.akoma.protection.placement;

import java.time.LocalDate;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.Ages;
import org.akoma.protection.cases.CareOrder;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.shelters.Shelter;
import org.jspecify.annotations.Nullable;

/**
 * Record where a child lives from a day on, under an id that the caller made. What needs approval is only proposed by it.
 *
 * @param shelter code of the shelter, for the kind SHELTER; for RESIDENTIAL_CARE it, or the institution's name in {@code words.withWhom}
 * @param country of the home; where there is a shelter, the shelter's own counts
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
        Placement.SealedText words) {

    /**
     * The rule that refuses it, apart from the shelter's own rules on sex and age ({@link Shelter#refusal}); null = none does.
     *
     * @param born the birth date; null = not known
     */
    @Nullable
    FieldError refusal(
            CaseFile file, @Nullable LocalDate born, @Nullable Placement current, LocalDate today, Policies policies) {
        if (kind == Placement.Kind.SHELTER && shelter == null) return FieldError.of("shelter", "form.required");
        boolean institution = kind == Placement.Kind.SHELTER || kind == Placement.Kind.RESIDENTIAL_CARE;
        if (shelter != null && !institution) return FieldError.of("shelter", "cases.shelter-only-for-shelter");
        if (institution && shelter == null && words.withWhom() == null)
            return FieldError.of("withWhom", "cases.institution-unnamed");
        if (since.isAfter(today)) return FieldError.of("since", "form.future");
        FieldError early = CareOrder.tooEarly(file, since, "since");
        if (early != null) return early;
        if (reason == Placement.Reason.REUNIFICATION && !kind.isFamily())
            return FieldError.of("reason", "cases.reunification-is-a-return");
        FieldError order = careOrderOn == null ? null : CareOrder.refusal(file, careOrderOn, today);
        if (order != null) return order;
        if (current != null && since.isBefore(current.since()))
            return FieldError.of("since", "cases.placement-before-last", current.since());
        if (current != null && reason == null) return FieldError.of("reason", "form.required");
        Integer age = Ages.on(file, born, since);
        int least = policies.years("age.independent-living.min");
        if (kind == Placement.Kind.INDEPENDENT_LIVING && age != null && age < least)
            return FieldError.of("kind", "cases.too-young-alone", least);
        return null;
    }

    /** The same child in the country of this shelter. */
    PlaceChild in(Shelter home) {
        return new PlaceChild(id, kind, shelter, home.country(), since, reason, careOrderOn, words);
    }
}
