package org.akoma.enforcement.suspects;

import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Correct or complete what was recorded of a suspect, on condition that nobody changed it since the caller read {@code version}. The law that applies
 * follows from the day of the facts. The state of proceedings is recorded by {@link MoveSuspect}.
 */
record CorrectSuspect(
        String operation,
        String suspect,
        int version,
        String role,
        LocalDate factsOn,
        @Nullable LocalDate arrestedOn,
        @Nullable LocalDate referredOn,
        Suspect.Identity identity) {

    /** What people and programs fill in. */
    @InputForm(name = "operations.correct-suspect", labels = "operations", changes = true, handlerAsksVersion = true)
    record Input(
            @Nullable Integer version,

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
            return RecordSuspect.wrongDays(factsOn, arrestedOn, referredOn);
        }

        CorrectSuspect of(String operation, String suspect, int version) {
            return new CorrectSuspect(
                    operation,
                    suspect,
                    version,
                    role,
                    factsOn,
                    arrestedOn,
                    referredOn,
                    new Suspect.Identity(name, nationality, notes));
        }
    }

    /** As a browser would post it, to fill the form. */
    static Map<String, String[]> posted(Suspect suspect) {
        Suspect.Identity known = Objects.requireNonNullElse(suspect.identity(), Suspect.Identity.UNKNOWN);
        Map<String, String[]> posted = new LinkedHashMap<>();
        put(posted, "version", suspect.version());
        put(posted, "role", suspect.role());
        put(posted, "factsOn", suspect.factsOn());
        put(posted, "arrestedOn", suspect.arrestedOn());
        put(posted, "referredOn", suspect.referredOn());
        put(posted, "name", known.name());
        put(posted, "nationality", known.nationality());
        put(posted, "notes", known.notes());
        return posted;
    }

    private static void put(Map<String, String[]> posted, String field, @Nullable Object value) {
        posted.put(field, new String[] {Objects.toString(value, "")});
    }
}
