package org.akoma.programme.fieldwork;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/**
 * Note which supervisor took on the safety of a child that somebody of the staff harms.
 *
 * @param person account of one of those whom the officer may call
 */
@InputForm(name = "evaluation.note-safety", labels = "evaluation.safety")
record NoteSafety(@Field(example = "SUP-02") @Size(max = 60) String person) {}
