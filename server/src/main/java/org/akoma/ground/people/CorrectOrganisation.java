package org.akoma.ground.people;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Locale;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Plain;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Correct how a structure is called, where its office is, what kind it is and in which country.
 *
 * @param version of the structure, as the sender read it
 * @param label in French, or the only name
 * @param labelEn in English
 * @param town of its office; never of a shelter
 * @param kind null = it stays; corrected by an administrator, before anybody works there
 * @param country ISO 3166-1, two letters; null = it stays; corrected by an administrator, before a child's file relies on it
 */
@InputForm(name = "access.correct-organisation", labels = "access.organisation", changes = true)
record CorrectOrganisation(
        @Nullable Integer version,

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

        @Field(list = "organisation-type") Organisation.@Nullable Kind kind,

        @Field(label = "access.country", names = "country", example = "CI")
        @Size(max = 2)
        @Pattern(regexp = "[A-Za-z]{2}", message = "access.country")
        @Nullable
        String country) {

    CorrectOrganisation {
        country = country == null ? null : country.toUpperCase(Locale.ROOT);
    }

    /** What can come of it. */
    enum Result {
        DONE,
        /** The names or the country wait for a second person. */
        WAITS,
        /** Another person's request about its names waits. */
        ASKED_BY_ANOTHER,
        NOT_FOUND,
        FORBIDDEN,
        /** Somebody corrected it since this version. */
        CHANGED,
        /** Another structure bears that name: children are sent where a name says. */
        NAME_TAKEN,
        /** Somebody has worked there or something was sent there: the kind stays. */
        KIND_IN_USE,
        /** Children's files or shelters rely on the law of its country, or children were sent there: it stays. */
        COUNTRY_IN_USE
    }

    /**
     * End a structure.
     *
     * @param validUntil the first day on which it no longer exists
     * @param successor code of the structure that takes over its mandate; null = none
     */
    @InputForm(name = "access.end-organisation", labels = "access")
    record OrganisationEnd(
            @Field(label = "access.valid-until") LocalDate validUntil,

            @Field(example = "NGO-B") @Size(max = MakePerson.LONGEST) @Nullable
            String successor) {

        OrganisationEnd {
            successor = successor == null ? null : successor.toUpperCase(Locale.ROOT);
        }
    }
}
