package org.akoma.programme.fieldwork;

import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/** Stop an interview because of distress. */
@InputForm(name = "evaluation.stop-interview", labels = "evaluation.stop")
record StopInterview(
        @Field(list = "evaluation.distress", as = Field.Widget.RADIOS)
        FieldInterview.Distress why) {}
