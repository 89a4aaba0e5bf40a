package org.akoma.enforcement.interviews;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Assign the one interview of a child to an officer who is certified for it.
 *
 * @param officer code
 * @param plainClothes has to be ticked: nobody in uniform interviews a child
 */
@InputForm(name = "operations.assign-interview", labels = "operations.interview")
record AssignInterview(
        UUID id,
        @Field(example = "LE-02") @Size(max = 40) String officer,
        @Field(example = "2015-11-17T09:00:00Z") Instant plannedAt,

        @Field(list = "interview-support", as = Field.Widget.RADIOS)
        Interview.Support support,

        @Field(sealed = true) @Size(max = Form.SHORT_TEXT) @Nullable
        String supportName,

        boolean plainClothes)
        implements Checked {

    @Override
    public List<FieldError> wrong() {
        return plainClothes ? List.of() : List.of(FieldError.of("plainClothes", "operations.plain-clothes"));
    }

    /** What can come of assigning or ending one. */
    sealed interface Result {
        record Done(Interview interview) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record Overtaken() implements Result {}

        record Refused(FieldError why) implements Result {
            static Refused because(String field, String code, Object... args) {
                return new Refused(FieldError.of(field, code, args));
            }
        }
    }
}
