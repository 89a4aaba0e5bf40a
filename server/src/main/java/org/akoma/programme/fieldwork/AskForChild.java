package org.akoma.programme.fieldwork;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/** Ask who follows a child whether it may be interviewed. */
@InputForm(name = "evaluation.ask-for-child", labels = "evaluation.interview")
record AskForChild(
        @Field(example = "E-BCDFGH")
        @Size(max = 8)
        @Pattern(regexp = "(?i)E-[BCDFGHJKMNPQRSTVWXZ]{6}", message = "evaluation.study-code")
        String study) {}
