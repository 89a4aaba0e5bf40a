package org.akoma.protection.directory;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Plain;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Write the entry of a structure anew.
 *
 * @param version the one that was read; 0 = there was none
 * @param region p-code of a region
 * @param focalPoint code of the person to ask
 */
@InputForm(name = "referrals.keep-entry", labels = "directory", changes = true, handlerAsksVersion = true)
record KeepEntry(
        @Nullable Integer version,
        @Field(list = "assistance") List<String> services,

        @Field(example = "CI08") @Size(max = 20) @Nullable String region,

        @Field(as = Field.Widget.WIDE, example = "Rue des Jardins, Cocody")
        @Size(max = Form.SHORT_TEXT)
        @Pattern(regexp = Plain.TEXT, message = Plain.CODE)
        @Nullable
        String office,

        @Field(as = Field.Widget.WIDE, example = "8 h – 17 h")
        @Size(max = Form.SHORT_TEXT)
        @Pattern(regexp = Plain.TEXT, message = Plain.CODE)
        @Nullable
        String hours,

        @Field(example = "24") @Min(0) @Max(KeepEntry.MOST_PLACES) @Nullable
        Integer capacity,

        @Field(list = "language") List<String> languages,

        @Field(example = "+225 07 00 00 00 00")
        @Size(max = 40)
        @Pattern(regexp = "[+0-9 ().-]{4,40}", message = "referrals.telephone")
        @Nullable
        String telephone,

        @Field(example = "accueil@example.org")
        @Size(max = 120)
        @Pattern(regexp = "[^@\\s]+@[^@\\s]+\\.[^@\\s]+", message = "referrals.email")
        @Nullable
        String email,

        @Field(example = "SW-01") @Size(max = 40) @Nullable String focalPoint) {

    static final int MOST_PLACES = 100_000;

    /** Call where a version was named. */
    StructureEntry entry(Organisation structure) {
        return new StructureEntry(
                structure,
                services,
                region,
                office,
                hours,
                capacity,
                languages,
                telephone,
                email,
                null,
                focalPoint == null ? null : focalPoint.toUpperCase(Locale.ROOT),
                Objects.requireNonNull(version));
    }
}
