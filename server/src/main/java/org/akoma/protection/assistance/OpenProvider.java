package org.akoma.protection.assistance;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Plain;
import org.jspecify.annotations.Nullable;

/**
 * Add a provider.
 *
 * @param organisation code of the structure whose people work with Akoma; null = none
 */
public record OpenProvider(
        UUID id,
        String code,
        String label,
        String kind,
        String country,
        @Nullable String organisation) {

    /** The fields that people and programs fill in. */
    @InputForm(name = "assistance.open-provider", labels = "assistance.provider")
    record Input(
            @Field(example = "FOR-CI-7")
            @Size(max = 40)
            @Pattern(regexp = "[A-Z0-9][A-Z0-9-]{1,39}", message = "assistance.provider-code")
            String code,

            @Field(as = Field.Widget.WIDE, example = "Atelier de couture de San Pedro")
            @Size(max = 120)
            @Pattern(regexp = Plain.TEXT, message = Plain.CODE)
            String label,

            @Field(list = "provider-kind") String kind,
            @Field(list = "country", example = "CI") String country,

            @Field(label = "assistance.provider.structure", example = "NGO-A") @Size(max = 60) @Nullable
            String organisation) {

        OpenProvider command() {
            return new OpenProvider(Ids.next(), code, label, kind, country, organisation);
        }
    }
}
