package org.akoma.protection.placement;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.web.Form;
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
 * @param answers the alert for which the child is brought to the shelter; kept where it runs on this child
 */
public record PlaceChild(
        UUID id,
        Placement.Kind kind,
        @Nullable String shelter,
        String country,
        LocalDate since,
        Placement.@Nullable Reason reason,
        @Nullable LocalDate careOrderOn,
        Placement.SealedText words,
        @Nullable UUID answers) {

    public PlaceChild(
            UUID id,
            Placement.Kind kind,
            @Nullable String shelter,
            String country,
            LocalDate since,
            Placement.@Nullable Reason reason,
            @Nullable LocalDate careOrderOn,
            Placement.SealedText words) {
        this(id, kind, shelter, country, since, reason, careOrderOn, words, null);
    }

    /**
     * The fields that people and programs fill in, in the order of the form.
     *
     * @param careOrderOn is asked for afterwards, with the order on the file
     */
    @InputForm(name = "cases.place-child", labels = "cases.placement")
    record Input(
            UUID id,

            @Field(list = "placement-kind", as = Field.Widget.RADIOS)
            Placement.Kind kind,

            @Field(example = "SHELTER-01") @Size(max = 60) @Nullable
            String shelter,

            @Field(list = "country", example = "CI") String country,
            LocalDate since,
            @Field(list = "placement-reason") Placement.@Nullable Reason reason,

            @Field(label = "cases.placement.order") @Nullable
            LocalDate careOrderOn,

            @Field(label = "cases.placement.typed-address", as = Field.Widget.WIDE, sealed = true)
            @Size(max = 500)
            @Nullable
            String address,

            @Field(label = "cases.placement.with", as = Field.Widget.WIDE, sealed = true) @Size(max = 500) @Nullable
            String withWhom,

            @Field(list = "cases.relation") Placement.@Nullable Relation relation,

            @Field(label = "cases.placement.words", lines = 3, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
            String whyInWords,

            @Nullable UUID answers)
            implements Checked {

        @Override
        public List<FieldError> wrong() {
            return careOrderOn == null
                    ? List.of()
                    : List.of(FieldError.of("careOrderOn", "cases.care-order-afterwards"));
        }

        PlaceChild command() {
            Placement.SealedText words = new Placement.SealedText(address, withWhom, whyInWords, null).of(relation);
            return new PlaceChild(id, kind, shelter, country, since, reason, careOrderOn, words, answers);
        }
    }

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
        return new PlaceChild(id, kind, shelter, home.country(), since, reason, careOrderOn, words, answers);
    }
}
