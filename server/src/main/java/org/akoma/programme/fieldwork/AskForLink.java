package org.akoma.programme.fieldwork;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/**
 * Ask which child a study code stands for, under an id that the caller made.
 */
@InputForm(name = "evaluation.ask-for-link", labels = "evaluation.link")
record AskForLink(
        UUID id,
        @Field(lines = 3, sealed = true) @Size(max = 1_000) String why) {}
