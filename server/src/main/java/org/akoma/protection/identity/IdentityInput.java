package org.akoma.protection.identity;

import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.reference.WorldLanguages;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What people and programs fill in of a child's identity, in the order of the form; it stands in the registration too. */
@InputForm(name = "cases.change-identity", labels = "cases.id", changes = true)
public record IdentityInput(
        @Nullable Integer version,

        @Field(sealed = true) @Size(max = Form.SHORT_TEXT) @Nullable
        String givenNames,

        @Field(sealed = true) @Size(max = Form.SHORT_TEXT) @Nullable
        String familyName,

        @Field(sealed = true) @Size(max = Form.SHORT_TEXT) @Nullable
        String otherNames,

        @Field(sealed = true) @Size(max = 60) @Nullable String alias,
        @Field(sealed = true) @PastOrPresent @Nullable LocalDate birthDate,
        @Field(list = "age-method") @Nullable String ageMethod,

        @Field(sealed = true) @Size(max = Form.SHORT_TEXT) @Nullable
        String birthPlace,

        @Field(sealed = true) @Size(max = Form.SHORT_TEXT) @Nullable
        String originRegion,

        @Field(sealed = true, separated = true, names = "any-language", example = "fr", merge = Field.Merge.UNION)
        @Size(max = 400)
        List<String> languages,

        @Nullable Boolean birthCertificate,
        @Field(sealed = true) @Size(max = 1_000) @Nullable String documents,
        @Field(sealed = true) @Size(max = 40) @Nullable String phone,

        @Field(lines = 2, sealed = true) @Size(max = 500) @Nullable
        String address,

        @Field(lines = 2, sealed = true) @Size(max = 1_000) @Nullable
        String disability,

        @Field(lines = 2, sealed = true) @Size(max = 1_000) @Nullable
        String specialNeeds) {

    static final Identity NOTHING =
            new Identity(null, null, null, null, null, null, null, null, List.of(), null, null, null, null, null, null);

    /** A language is any of the world. */
    public @Nullable FieldError refusal(WorldLanguages world) {
        return languages.stream().allMatch(world::knows) ? null : FieldError.of("languages", "cases.language");
    }

    public Identity identity() {
        return new Identity(
                givenNames,
                familyName,
                otherNames,
                alias,
                birthDate,
                ageMethod,
                birthPlace,
                originRegion,
                languages,
                birthCertificate,
                documents,
                phone,
                address,
                disability,
                specialNeeds);
    }
}
