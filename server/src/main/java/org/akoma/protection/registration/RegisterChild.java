package org.akoma.protection.registration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.KeptAsDraft;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.identity.CorrectRegistration;
import org.akoma.protection.identity.IdentityInput;
import org.akoma.protection.identity.OpenCase;
import org.jspecify.annotations.Nullable;

/**
 * Open a file for a child after looking for one that may be hers already.
 *
 * @param anyway the worker saw the likely files and says that it is another child
 */
public record RegisterChild(OpenCase open, boolean anyway) {

    /**
     * The fields that people and programs fill in.
     *
     * @param slip number of the hand-over slip
     * @param received the worker says that the child of the slip is there, which the registration signs; null = a program that does not say it
     */
    @InputForm(name = "cases.register-child", labels = "cases.new")
    @KeptAsDraft(verb = Verb.CASE_OPEN)
    public record Input(
            UUID id,
            @Size(max = 40) @Nullable String slip,
            @Field(list = "sex", as = Field.Widget.RADIOS) String sex,

            @Field(example = "12") @Min(0) @Max(CorrectRegistration.OLDEST) @Nullable
            Integer age,

            @Field(label = "cases.new.estimated") @Nullable Boolean ageEstimated,

            @Field(list = "country", example = "CI") @Nullable
            String nationality,

            @Field(list = "country", example = "CI") String country,
            @Field(list = "sector") @Nullable String sector,
            @PastOrPresent @Nullable Instant handedAt,
            @Nullable Boolean received,
            IdentityInput identity,
            boolean anyway) {}

    public sealed interface Result {
        record Registered(CaseFile file) implements Result {}

        /**
         * Files have names that sound like this child's; nothing was opened.
         *
         * @param codes of those that the worker sees, likeliest first
         * @param elsewhere there may be one that the worker does not see; neither its code nor its structure is named
         */
        record MaybeKnown(List<String> codes, boolean elsewhere) implements Result {
            public MaybeKnown {
                codes = List.copyOf(codes);
            }
        }

        record Forbidden() implements Result {}

        record Refused(List<FieldError> errors) implements Result {
            public Refused {
                errors = List.copyOf(errors);
            }
        }
    }
}
