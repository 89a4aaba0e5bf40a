package org.akoma.protection.schooling;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/** Change kind, words and closing day of an institution; code, country and structure may be repeated and stay. */
@InputForm(name = "assistance.change-institution", labels = "school.institution", changes = true)
record ChangeInstitution(
        UUID id,
        Integer version,

        @Field(example = "FOR-CI-7") @Size(max = 30) String code,

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

    KeepInstitution command() {
        return new KeepInstitution(
                id,
                AddInstitution.upper(code),
                kind,
                AddInstitution.upper(country),
                AddInstitution.upperOrNull(organisation),
                closedOn,
                words,
                version);
    }
}
