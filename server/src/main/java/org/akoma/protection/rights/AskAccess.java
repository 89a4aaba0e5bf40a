package org.akoma.protection.rights;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/** What one person does about a request to be told what is held about a child. */
final class AskAccess {

    private static final int LONGEST_WORDS = 500;

    private AskAccess() {}

    /**
     * @param childAgrees asked where a guardian asks
     * @param why parts are left out besides those of the rule; sealed
     */
    @InputForm(name = "rights.access", labels = "rights.access")
    record RecordAccess(
            UUID id,

            @Field(list = "rights.askers", as = Field.Widget.RADIOS)
            AccessRequest.Asker by,

            LocalDate on,

            @Field(list = "rights.checks", as = Field.Widget.RADIOS)
            AccessRequest.Checked checked,

            @Field(when = "by", is = "GUARDIAN") @Nullable Boolean childAgrees,

            @Field(list = "rights.languages", as = Field.Widget.RADIOS_IN_LINE)
            AccessRequest.Language language,

            @Field(list = "rights.parts", merge = Field.Merge.UNION)
            Set<AccessRequest.Part> leaveOut,

            @Field(lines = 2, sealed = true, letters = Field.REASON) @Size(max = LONGEST_WORDS) @Nullable
            String why)
            implements Checked {

        @Override
        public List<FieldError> wrong() {
            if (leaveOut.isEmpty() == (why == null)) return List.of();
            return List.of(
                    why == null
                            ? FieldError.of("why", "rights.why-left-out")
                            : FieldError.of("leaveOut", "rights.nothing-left-out"));
        }
    }

    /** Who asked has the paper, heard it, or was told that it is refused. */
    @InputForm(name = "rights.answer", labels = "rights.answer")
    record GiveAnswer(
            @Field(page = "givenOn") LocalDate on,

            @Field(list = "rights.hows", as = Field.Widget.RADIOS)
            AccessRequest.How how) {}
}
