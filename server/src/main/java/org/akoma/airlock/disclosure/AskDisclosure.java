package org.akoma.airlock.disclosure;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.airlock.disclosure.DisclosureRequest.Basis;
import org.akoma.airlock.disclosure.DisclosureRequest.Fact;
import org.akoma.airlock.disclosure.DisclosureRequest.Purpose;
import org.akoma.airlock.disclosure.DisclosureRequest.Urgency;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * The police ask care for facts about one victim of an operation of theirs; what is sent again under its id makes no second request. It is never changed
 * afterwards: who needs other facts takes it back and asks anew.
 *
 * @param victim {@code LE-V-07}
 * @param purposeWords what the facts are needed for; sealed, like the next three
 * @param reference of the order or the requisition
 * @param danger to whose life, and why now
 * @param news what is new, where some of it was refused lately
 */
@InputForm(name = "disclosure.ask", labels = "disclosure.ask")
public record AskDisclosure(
        UUID id,

        @Field(label = "disclosure.operation", as = Field.Widget.HIDDEN, example = "OP-AKOMA-1")
        @Size(max = Form.SHORT_TEXT)
        String operation,

        @Field(label = "disclosure.victim", as = Field.Widget.HIDDEN, example = "LE-V-07") @Size(max = Form.SHORT_TEXT)
        String victim,

        @Field(list = "disclosure.facts") @NotEmpty List<Fact> fields,

        @Field(list = "disclosure.purposes") Purpose purpose,

        @Field(lines = 3, sealed = true, letters = Field.REASON) @Size(max = Form.LONG_TEXT)
        String purposeWords,

        @Field(list = "disclosure.bases") Basis basis,

        @Field(sealed = true) @Size(max = Form.SHORT_TEXT) @Nullable
        String reference,

        @Field(list = "disclosure.urgencies", as = Field.Widget.RADIOS)
        Urgency urgency,

        @Field(
                lines = 3,
                sealed = true,
                letters = Field.REASON,
                when = "urgency",
                is = "LIFE_DANGER",
                requiredWhenAsked = true)
        @Size(max = Form.LONG_TEXT)
        @Nullable
        String danger,

        @Field(lines = 3, sealed = true, letters = Field.REASON) @Size(max = Form.LONG_TEXT) @Nullable
        String news)
        implements Checked {

    private static final int LEAST_SIGNS = 3;

    /** Letters and digits; a full stop is no reference. */
    private static long signs(@Nullable String written) {
        return written == null
                ? 0
                : written.codePoints().filter(Character::isLetterOrDigit).count();
    }

    public AskDisclosure {
        fields = fields.stream().distinct().sorted().toList();
    }

    @Override
    public List<FieldError> wrong() {
        List<FieldError> wrong = new ArrayList<>();
        if (signs(reference) < LEAST_SIGNS && (basis == Basis.COURT_ORDER || basis == Basis.PROSECUTOR))
            wrong.add(FieldError.of("reference", "disclosure.reference-missing"));
        if (urgency == Urgency.LIFE_DANGER && danger == null) wrong.add(FieldError.of("danger", "form.required"));
        if (basis == Basis.LIFE_DANGER && urgency != Urgency.LIFE_DANGER)
            wrong.add(FieldError.of("basis", "disclosure.basis-danger"));
        return wrong;
    }

    PoliceWords words(String name) {
        return new PoliceWords(name, purposeWords, reference, danger, news);
    }
}
