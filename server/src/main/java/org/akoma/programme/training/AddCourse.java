package org.akoma.programme.training;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Plain;
import org.akoma.ground.web.Form;

/** Add a course, or another edition of one. */
@InputForm(name = "training.add-course", labels = "training.course")
public record AddCourse(
        UUID id,

        @Field(hint = "training.course.code.hint", example = "TWO-DAYS")
        @Size(max = 30)
        @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9-]{1,29}", message = "training.code")
        String code,

        @Field(as = Field.Widget.WIDE, example = "Deux jours, police et travail social")
        @Size(max = Form.SHORT_TEXT)
        @Pattern(regexp = Plain.TEXT, message = Plain.CODE)
        String title,

        @Field(list = "training-module") @NotEmpty Set<TrainingModule> modules) {}
