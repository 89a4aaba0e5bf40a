package org.akoma.ground.people;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Plain;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Register a structure.
 *
 * @param label in French, or the only name
 * @param labelEn in English
 * @param town of its office; never of a shelter
 * @param country ISO 3166-1, two letters
 * @param mandate what the law charges it with; null = nothing
 * @param validUntil the first day on which it no longer exists
 */
@InputForm(name = "access.make-organisation", labels = "access.organisation")
record MakeOrganisation(
        @Field(example = "NGO-A")
        @Size(max = MakePerson.LONGEST)
        @Pattern(regexp = MakeOrganisation.CODE, message = "access.organisation-code")
        String code,

        @Field(example = "ONG A") @Size(max = Form.SHORT_TEXT) @Pattern(regexp = Plain.TEXT, message = Plain.CODE)
        String label,

        @Field(label = "access.organisation.label-en", example = "NGO A")
        @Size(max = Form.SHORT_TEXT)
        @Pattern(regexp = Plain.TEXT, message = Plain.CODE)
        @Nullable
        String labelEn,

        @Field(label = "access.organisation.town", example = "San Pedro")
        @Size(max = 80)
        @Pattern(regexp = Plain.TEXT, message = Plain.CODE)
        @Nullable
        String town,

        @Field(list = "organisation-type") Organisation.Kind kind,

        @Field(label = "access.country", names = "country", example = "CI")
        @Size(max = 2)
        @Pattern(regexp = "[A-Za-z]{2}", message = "access.country")
        String country,

        @Field(label = "access.mandate", example = "CHILD_PROTECTION") @Size(max = Form.SHORT_TEXT) @Nullable
        String mandate,

        @Field(label = "access.valid-from") @Nullable LocalDate validFrom,

        @Field(label = "access.valid-until", example = "2016-11-16") @Nullable
        LocalDate validUntil)
        implements Checked {

    /** As it may be typed; {@code new} is the address of a page. */
    static final String CODE = "(?![Nn][Ee][Ww]$)[A-Za-z0-9][A-Za-z0-9-]{1,39}";

    @Override
    public List<FieldError> wrong() {
        return validFrom != null && validUntil != null && !validUntil.isAfter(validFrom)
                ? List.of(FieldError.of("validUntil", "access.life-order"))
                : List.of();
    }

    Organisation organisation() {
        return new Organisation(
                Ids.next(),
                code.toUpperCase(Locale.ROOT),
                label,
                labelEn,
                town,
                kind,
                country.toUpperCase(Locale.ROOT),
                mandate,
                Ids.next(),
                validFrom,
                validUntil,
                List.of());
    }
}
