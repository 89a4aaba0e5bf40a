package org.akoma.enforcement.suspects;

import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Record a suspect.
 *
 * @param code {@code LE-S-01}; null = the next free one
 * @param arrestedOn null = not arrested
 */
public record RecordSuspect(
        String operation,
        @Nullable String code,
        String role,
        LocalDate factsOn,
        @Nullable LocalDate arrestedOn,
        @Nullable LocalDate referredOn,
        boolean atLiberty,
        Suspect.Identity identity) {

    /** What is known of a suspect, when they are recorded and when that is corrected. */
    @InputForm(name = "operations.suspect-fields", labels = "operations")
    record Known(
            @Field(list = "suspect-role") String role,

            @Field(label = "operations.facts-on") @PastOrPresent(message = "operations.in-future")
            LocalDate factsOn,

            @Field(label = "operations.arrested-on", hint = "operations.optional")
            @PastOrPresent(message = "operations.in-future")
            @Nullable
            LocalDate arrestedOn,

            @Field(label = "operations.referred-on", hint = "operations.optional")
            @PastOrPresent(message = "operations.in-future")
            @Nullable
            LocalDate referredOn,

            @Field(hint = "operations.optional", as = Field.Widget.WIDE, sealed = true)
            @Size(max = Form.SHORT_TEXT)
            @Nullable
            String name,

            @Field(list = "country", hint = "operations.optional", sealed = true) @Nullable
            String nationality,

            @Field(label = "operations.note", hint = "operations.optional", lines = 3, sealed = true)
            @Size(max = 2_000)
            @Nullable
            String notes)
            implements Checked {

        @Override
        public List<FieldError> wrong() {
            return wrongDays(factsOn, arrestedOn, referredOn);
        }

        Suspect.Identity identity() {
            return new Suspect.Identity(name, nationality, notes);
        }
    }

    /** What people and programs fill in. */
    @InputForm(name = "operations.record-suspect", labels = "operations", notInPath = "code")
    record Input(
            @Field(hint = "operations.optional", example = "LE-S-01")
            @Size(max = Form.SHORT_TEXT)
            @Pattern(regexp = "[A-Z][A-Z0-9-]{2,29}", message = "operations.suspect-form")
            @Nullable
            String code,

            Known known,

            @Field(label = "operations.at-liberty") Boolean atLiberty) {

        RecordSuspect in(String operation) {
            return new RecordSuspect(
                    operation,
                    code,
                    known.role(),
                    known.factsOn(),
                    known.arrestedOn(),
                    known.referredOn(),
                    atLiberty,
                    known.identity());
        }
    }

    /** Nobody is arrested before the facts, nor referred to court before the arrest. */
    private static List<FieldError> wrongDays(
            LocalDate factsOn, @Nullable LocalDate arrestedOn, @Nullable LocalDate referredOn) {
        List<FieldError> wrong = new ArrayList<>();
        if (arrestedOn != null && arrestedOn.isBefore(factsOn))
            wrong.add(FieldError.of("arrestedOn", "operations.arrested-before-facts"));
        if (referredOn != null && arrestedOn == null) wrong.add(FieldError.of("arrestedOn", "form.required"));
        if (referredOn != null && arrestedOn != null && referredOn.isBefore(arrestedOn))
            wrong.add(FieldError.of("referredOn", "operations.referred-before-arrest"));
        return wrong;
    }

    public sealed interface Result {
        record Recorded(Suspect suspect) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record CodeTaken() implements Result {}
    }
}
