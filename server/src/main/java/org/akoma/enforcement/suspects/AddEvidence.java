package org.akoma.enforcement.suspects;

import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Collection;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Add a reference to a piece of evidence.
 *
 * @param suspect {@code LE-S-01}, or null
 */
public record AddEvidence(
        String operation, Evidence.Kind kind, @Nullable String suspect, LocalDate collectedOn, String reference) {

    /** What people and programs fill in. */
    @InputForm(name = "operations.add-evidence", labels = "operations")
    record Input(
            @Field(list = "operations.evidence", label = "operations.kind")
            Evidence.Kind kind,

            @Field(lines = 2, sealed = true, example = "PV 12") @Size(max = 2_000)
            String reference,

            @Field(label = "operations.collected-on") @PastOrPresent(message = "operations.in-future")
            LocalDate collectedOn,

            @Field(hint = "operations.optional", example = "LE-S-01") @Size(max = Form.SHORT_TEXT) @Nullable
            String suspect) {

        AddEvidence in(String operation) {
            return new AddEvidence(operation, kind, suspect, collectedOn, reference);
        }
    }

    /**
     * Reads a reference. Null when something is wrong, which the submission then says.
     *
     * @param suspects codes that can be named
     */
    static @Nullable AddEvidence read(Submission<Input> submission, String operation, Collection<String> suspects) {
        Input input = submission.read();
        Form form = submission.form();
        if (form.hasNoError("suspect")) form.choice("suspect", suspects);
        return input == null || !form.isSound() ? null : input.in(operation);
    }

    public sealed interface Result {
        record Added(Evidence evidence) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record NoSuchSuspect() implements Result {}
    }
}
