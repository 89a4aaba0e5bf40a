package org.akoma.programme.samples;

import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/** Replace a sampled file that cannot be read by the next one of its group. */
@InputForm(name = "evaluation.replace-file", labels = "evaluation.replacement")
public record ReplaceFile(
        @Field(list = "evaluation.replacement-why", as = Field.Widget.RADIOS)
        Sample.Why why) {}
