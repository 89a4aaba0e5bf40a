package org.akoma.programme.workshops;

import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/** Open a session to somebody else; refused where who was in it may not be there then. */
@InputForm(name = "evaluation.change-audience", labels = "evaluation.sitting")
public record ChangeAudience(
        @Field(list = "evaluation.audience", as = Field.Widget.RADIOS)
        Workshop.Audience audience) {}
