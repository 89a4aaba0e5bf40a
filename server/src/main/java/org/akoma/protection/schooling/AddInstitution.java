package org.akoma.protection.schooling;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/**
 * Add an institution.
 *
 * @param country ISO 3166-1, two letters
 * @param organisation code of the structure that runs it and enters attendance; null = none
 */
@InputForm(name = "assistance.add-institution", labels = "school.institution")
record AddInstitution(
        UUID id,

        @Field(example = "FOR-CI-7")
        @Size(max = 30)
        @Pattern(regexp = AddInstitution.CODE, message = "assistance.institution-code")
        String code,

        @Field(label = "school.country", names = "country", example = "CI")
        @Size(max = 2)
        @Pattern(regexp = AddInstitution.COUNTRY, message = "assistance.country")
        String country,

        @Field(label = "school.institution.runs", example = "NGO-A") @Size(max = 40) @Nullable
        String organisation,

        @Field(list = "institution-kind") Institution.Kind kind,
        Institution.SealedText words,

        @Field(label = "school.institution.closed") @Nullable
        LocalDate closedOn) {

    static final String CODE = "[A-Za-z0-9][A-Za-z0-9-]{1,29}";
    static final String COUNTRY = "[A-Za-z]{2}";

    KeepInstitution command() {
        return new KeepInstitution(
                id, upper(code), kind, upper(country), upperOrNull(organisation), closedOn, words, null);
    }

    static String upper(String typed) {
        return typed.toUpperCase(Locale.ROOT);
    }

    static @Nullable String upperOrNull(@Nullable String typed) {
        return typed == null ? null : upper(typed);
    }
}
