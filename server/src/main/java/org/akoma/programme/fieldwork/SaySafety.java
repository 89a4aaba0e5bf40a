package org.akoma.programme.fieldwork;

import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/**
 * Whether the person who was called takes on the safety of a child that staff harms.
 *
 * @param takes false: the officer calls somebody else
 */
@InputForm(name = "evaluation.say-safety", labels = "evaluation.safety")
record SaySafety(@Field(label = "evaluation.safety.takes") Boolean takes) {}
