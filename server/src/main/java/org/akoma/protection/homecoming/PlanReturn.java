package org.akoma.protection.homecoming;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Plan a child's way home, under an id that the caller made, or take it a step further.
 *
 * @param version of the homecoming as the caller read it; null = a new one
 */
public record PlanReturn(
        UUID id,
        @Nullable Integer version,
        String toCountry,
        FamilyReturn.@Nullable TravelMode travelMode,
        FamilyReturn.State state,
        @Nullable String acceptedBy,
        @Nullable LocalDate acceptedOn,
        @Nullable LocalDate departedOn,
        @Nullable Instant arrivalConfirmedAt,
        FamilyReturn.@Nullable Suspension suspendedReason,
        FamilyReturn.SealedText words) {

    /**
     * The fields that people and programs fill in, in the order of the form.
     *
     * @param document the attached letter by which the other side of a border accepted
     */
    @InputForm(name = "cases.plan-return", labels = "cases.homecoming")
    record Input(
            UUID id,
            @Nullable Integer version,

            @Field(list = "country", label = "cases.homecoming.to", example = "CI")
            String toCountry,

            @Field(list = "homecoming-state") FamilyReturn.State state,
            @Nullable UUID document,

            @Field(sealed = true) @Size(max = Form.SHORT_TEXT) @Nullable
            String acceptedBy,

            @Nullable LocalDate acceptedOn,
            @Nullable LocalDate departedOn,

            @Field(label = "cases.homecoming.arrival") @Nullable
            Instant arrivalConfirmedAt,

            @Field(list = "travel", label = "cases.homecoming.mode")
            FamilyReturn.@Nullable TravelMode travelMode,

            @Field(as = Field.Widget.WIDE, sealed = true) @Size(max = LONGEST_LINE) @Nullable
            String escort,

            @Field(as = Field.Widget.WIDE, sealed = true) @Size(max = LONGEST_LINE) @Nullable
            String papers,

            @Field(as = Field.Widget.WIDE, sealed = true, label = "cases.homecoming.address")
            @Size(max = LONGEST_LINE)
            @Nullable
            String homeAddress,

            @Field(list = "suspension", label = "cases.homecoming.suspended")
            FamilyReturn.@Nullable Suspension suspendedReason,

            @Field(lines = 2, sealed = true, label = "cases.homecoming.words") @Size(max = Form.LONG_TEXT) @Nullable
            String suspendedWords) {

        PlanReturn command() {
            return new PlanReturn(
                    id,
                    version,
                    toCountry,
                    travelMode,
                    state,
                    acceptedBy,
                    acceptedOn,
                    departedOn,
                    arrivalConfirmedAt,
                    suspendedReason,
                    new FamilyReturn.SealedText(escort, papers, homeAddress, suspendedWords));
        }

        /** Whether the return stays as it was read, because a second person has to agree first. */
        boolean isAskedFor(FamilyReturn now) {
            return version != null && now.version() == version;
        }
    }

    private static final int LONGEST_LINE = 500;
}
