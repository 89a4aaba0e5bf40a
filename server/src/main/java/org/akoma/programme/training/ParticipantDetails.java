package org.akoma.programme.training;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is written of somebody who takes part. */
@InputForm(name = "training.participant-details", labels = "training.participant")
public record ParticipantDetails(
        @Field(sealed = true, as = Field.Widget.WIDE, hint = "training.participant.name.hint")
        @Size(max = Form.SHORT_TEXT)
        @Nullable
        String name,

        @Field(example = "POLICE-CI") @Size(max = 40) @Nullable
        String structure,

        @Field(list = "training-profession", as = Field.Widget.RADIOS)
        Profession profession,

        @Field(list = "adult-sex", as = Field.Widget.RADIOS_IN_LINE) @Size(max = 1)
        String sex,

        @Field(hint = "training.participant.account.hint", example = "LE-02") @Size(max = 40) @Nullable
        String account) {}
