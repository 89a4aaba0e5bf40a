package org.akoma.programme.workshops;

import jakarta.validation.constraints.Size;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/**
 * Correct somebody on the list of a workshop, and say whether they came.
 *
 * @param came null = not known yet
 */
@InputForm(name = "evaluation.change-participant", labels = "evaluation.participant", changes = true)
public record CorrectInvitation(
        @Nullable Integer version,

        @Field(list = "evaluation.category") Workshop.Category category,

        @Field(sealed = true, as = Field.Widget.WIDE, example = "Awa Koné") @Size(max = 120) @Nullable
        String name,

        @Nullable Boolean came)
        implements Checked {

    @Override
    public List<FieldError> wrong() {
        return Invite.wrong(name);
    }
}
