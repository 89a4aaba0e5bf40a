package org.akoma.programme.workshops;

import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.programme.evaluation.ReportWords;
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
        String name)
        implements Checked {

    /** An age, with its word: a child is on the list as a beneficiary, by a number. */
    private static final Pattern AGE = Pattern.compile("(?iU)\\b[0-9]{1,3}\\s*(?:ans?|years?|yrs?|mois|months?)\\b");

    @Override
    public List<FieldError> wrong() {
        return wrong(name);
    }

    static List<FieldError> wrong(@Nullable String name) {
        return name != null && AGE.matcher(name).find()
                ? List.of(FieldError.of("name", "evaluation.age-on-list"))
                : ReportWords.wrong("name", name);
    }
}
