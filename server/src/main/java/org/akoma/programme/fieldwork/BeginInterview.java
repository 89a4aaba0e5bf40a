package org.akoma.programme.fieldwork;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/**
 * Begin an interview, under an id that the caller made.
 *
 * @param study of the child, and with it support, assent and the word that it may stop; all null for adults
 * @param assent whether the child itself said yes today
 * @param toldStop whether the child was told that it may stop at any time
 * @param recording whether it may be recorded: agreed to by a child and its guardian, or by the adult
 */
@InputForm(name = "evaluation.begin-interview", labels = "evaluation.interview")
public record BeginInterview(
        UUID id,
        @Field(list = "evaluation.guide") Guide.Code guide,
        @Field(list = "evaluation.interview-place") FieldInterview.Place place,

        @Field(example = "E-BCDFGH")
        @Size(max = 8)
        @Pattern(regexp = "(?i)E-[BCDFGHJKMNPQRSTVWXZ]{6}", message = "evaluation.study-code")
        @Nullable
        String study,

        @Field(list = "evaluation.interview-support") FieldInterview.@Nullable Support support,
        @Nullable Boolean assent,
        @Nullable Boolean toldStop,
        boolean recording)
        implements Checked {

    @Override
    public List<FieldError> wrong() {
        List<FieldError> wrong = new ArrayList<>();
        if (!guide.ofChild()) {
            if (study != null) wrong.add(FieldError.of("study", "evaluation.study-of-adult"));
            return wrong;
        }
        if (study == null) wrong.add(FieldError.of("study", "form.required"));
        if (support == null) wrong.add(FieldError.of("support", "evaluation.no-support"));
        if (!Boolean.TRUE.equals(assent)) wrong.add(FieldError.of("assent", "evaluation.no-assent"));
        if (!Boolean.TRUE.equals(toldStop)) wrong.add(FieldError.of("toldStop", "evaluation.not-told-stop"));
        return wrong;
    }
}
