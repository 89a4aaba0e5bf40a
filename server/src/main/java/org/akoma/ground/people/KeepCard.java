package org.akoma.ground.people;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Plain;
import org.jspecify.annotations.Nullable;

/**
 * Write what colleagues know of a person besides the code.
 *
 * @param version of the card, as the sender read it; 0 = there was none
 * @param job what they do at work
 * @param telephone at work; only colleagues of the same side read it
 */
@InputForm(name = "access.keep-card", labels = "access.card", changes = true)
record KeepCard(
        @Nullable Integer version,

        @Field(example = "Adjoua Konan") @Size(max = 80) @Pattern(regexp = Plain.TEXT, message = Plain.CODE)
        String name,

        @Field(example = "travailleuse sociale")
        @Size(max = 80)
        @Pattern(regexp = Plain.TEXT, message = Plain.CODE)
        @Nullable
        String job,

        @Field(example = "+225 07 00 00 00 00")
        @Size(max = 40)
        @Pattern(regexp = TELEPHONE, message = "access.telephone")
        @Nullable
        String telephone) {

    static final String TELEPHONE = "[+0-9 ().-]{4,40}";
}
