package org.akoma.protection.shelters;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/**
 * How many children a shelter takes, and which.
 *
 * @param leastAge in years, inclusive, like mostAge
 */
@InputForm(name = "cases.shelter-rules", labels = "cases.shelter")
record ShelterRules(
        @Field(label = "cases.shelters.capacity", example = "24") @Min(1) @Max(ShelterRules.MOST_PLACES)
        Integer capacity,

        @Field(list = "shelter-sex-rule", label = "cases.shelters.rule")
        Shelter.SexRule sexRule,

        @Field(example = "6") @Min(0) @Max(ShelterRules.OLDEST)
        Integer leastAge,

        @Field(example = "17") @Min(0) @Max(ShelterRules.OLDEST)
        Integer mostAge) {

    static final int MOST_PLACES = 10_000;
    static final int OLDEST = 25;

    static ShelterRules of(Shelter one) {
        return new ShelterRules(one.capacity(), one.sexRule(), one.leastAge(), one.mostAge());
    }
}
