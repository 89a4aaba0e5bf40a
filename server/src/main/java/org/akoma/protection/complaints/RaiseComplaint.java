package org.akoma.protection.complaints;

import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Raise a complaint about staff, under an id that the caller made.
 *
 * @param structure code of the structure whose people it is about
 * @param named whether those who receive it learn who raised it
 * @param focalConcerned then the data protection officer alone receives it; so it is with sexual abuse where no account was chosen, or words name somebody too
 */
public record RaiseComplaint(
        UUID id,
        String structure,
        Complaint.Kind kind,
        boolean named,
        boolean focalConcerned,
        Complaint.SealedText words) {

    private static final int MOST_PERSONS = 20;

    /**
     * The fields that people and programs fill in.
     *
     * @param persons accounts that a program names, by their codes
     * @param person the account that is chosen on the page
     * @param about what is said of the persons beside their accounts
     */
    @InputForm(name = "followup.raise-complaint", labels = "followup.complaint")
    record Input(
            UUID id,

            @Field(example = "NGO-A") @Size(max = 60) String structure,

            @Field(list = "complaint-kind", as = Field.Widget.RADIOS)
            Complaint.Kind kind,

            @Field(lines = 6, sealed = true) @Size(max = Form.LONG_TEXT)
            String what,

            @Field(label = "followup.complaint.person", sealed = true, example = "SW-01") @Size(max = 60)
            List<String> persons,

            @Field(sealed = true, example = "SW-02") @Size(max = 60) @Nullable
            String person,

            @Field(as = Field.Widget.WIDE, sealed = true) @Size(max = Form.SHORT_TEXT) @Nullable
            String about,

            @Field(sealed = true, example = "AK-041") @Size(max = 60) @Nullable
            String child,

            @Field(as = Field.Widget.WIDE, sealed = true) @Size(max = Form.SHORT_TEXT) @Nullable
            String contact,

            boolean unnamed,

            @Field(label = "followup.complaint.concerned") boolean focalConcerned)
            implements Checked {

        @Override
        public List<FieldError> wrong() {
            return persons.size() > MOST_PERSONS
                    ? List.of(FieldError.of("persons", "form.too-long", MOST_PERSONS))
                    : List.of();
        }

        RaiseComplaint command() {
            return new RaiseComplaint(
                    id,
                    structure,
                    kind,
                    !unnamed,
                    focalConcerned || isUnknown(),
                    new Complaint.SealedText(what, named(), child, contact));
        }

        /**
         * Words name people in more ways than anybody lists: where no account is chosen, or more is said beside those, the focal point may be meant.
         */
        private boolean isUnknown() {
            return kind == Complaint.Kind.SEXUAL && (about != null || persons.isEmpty() && person == null);
        }

        /** The accounts that were chosen, and what is said beside them. */
        private @Nullable String named() {
            List<String> all = new ArrayList<>(persons);
            if (person != null) all.add(person);
            if (about != null) all.add(about);
            return all.isEmpty() ? null : String.join(", ", all);
        }
    }
}
