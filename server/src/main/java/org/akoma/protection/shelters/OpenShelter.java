package org.akoma.protection.shelters;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Plain;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Open a shelter.
 *
 * @param organisation code of the structure that runs it
 * @param country ISO 3166-1, two letters
 */
@InputForm(name = "cases.open-shelter", labels = "cases.shelter")
record OpenShelter(
        UUID id,

        @Field(label = "cases.shelters.code", hint = "cases.shelter.code.hint", example = "SH-01") @Size(max = 30)
        String code,

        @Field(sealed = true, hint = "cases.shelter.name.hint", example = "Maison des Palmiers")
        @Size(max = ShelterName.LONGEST)
        @Pattern(regexp = Plain.TEXT, message = Plain.CODE)
        @Nullable
        String name,

        @Field(label = "cases.shelter.runs", example = "NGO-A") @Size(max = 40)
        String organisation,

        @Field(label = "cases.shelters.country", names = "country", example = "CI")
        @Size(max = 2)
        @Pattern(regexp = "[A-Za-z]{2}", message = "cases.country")
        String country,

        ShelterRules rules,

        @Field(sealed = true, hint = "cases.shelter.sealed", example = "San-Pédro") @Size(max = Form.SHORT_TEXT)
        String town,

        @Field(sealed = true, label = "cases.shelter.where", as = Field.Widget.WIDE)
        @Size(max = Form.SHORT_TEXT)
        @Nullable
        String address,

        @Field(sealed = true, example = "+225 07 00 00 00 00") @Size(max = 40) @Nullable
        String phone) {

    KeepShelter command() {
        return KeepShelter.of(id, upper(code), upper(country), rules, name);
    }

    String structure() {
        return upper(organisation);
    }

    Shelter.Location location() {
        return new Shelter.Location(town, address, phone);
    }

    private static String upper(String typed) {
        return typed.toUpperCase(Locale.ROOT);
    }
}
