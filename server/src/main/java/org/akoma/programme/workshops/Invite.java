package org.akoma.programme.workshops;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/**
 * Invite somebody to a workshop, under an id that the caller made.
 *
 * @param name null = only the category is known
 */
@InputForm(name = "evaluation.invite", labels = "evaluation.participant")
public record Invite(
        UUID id,

        @Field(list = "evaluation.category") Workshop.Category category,

        @Field(sealed = true, as = Field.Widget.WIDE, example = "Awa Koné") @Size(max = 120) @Nullable
        String name) {}
