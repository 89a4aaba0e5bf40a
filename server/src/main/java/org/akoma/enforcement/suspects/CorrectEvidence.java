package org.akoma.enforcement.suspects;

import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** Correct a reference to evidence, on condition that nobody changed it since the caller read {@code version}. Who collected it stays. */
record CorrectEvidence(
        String operation,
        String evidence,
        int version,
        Evidence.Kind kind,
        @Nullable String suspect,
        LocalDate collectedOn,
        String reference) {

    /** What people and programs fill in. */
    @InputForm(name = "operations.correct-evidence", labels = "operations", changes = true, handlerAsksVersion = true)
    record Input(
            @Nullable Integer version,

            @Field(list = "operations.evidence", label = "operations.kind")
            Evidence.Kind kind,

            @Field(lines = 2, sealed = true, example = "PV 12") @Size(max = 2_000)
            String reference,

            @Field(label = "operations.collected-on") @PastOrPresent(message = "operations.in-future")
            LocalDate collectedOn,

            @Field(hint = "operations.optional", example = "LE-S-01") @Size(max = Form.SHORT_TEXT) @Nullable
            String suspect) {

        CorrectEvidence of(String operation, String evidence, int version) {
            return new CorrectEvidence(operation, evidence, version, kind, suspect, collectedOn, reference);
        }
    }

    /** As a browser would post it, to fill the form. */
    static Map<String, String[]> posted(Evidence evidence) {
        Map<String, String[]> posted = new LinkedHashMap<>();
        posted.put("version", new String[] {String.valueOf(evidence.version())});
        posted.put("kind", new String[] {evidence.kind().name()});
        posted.put("reference", new String[] {evidence.reference()});
        posted.put("collectedOn", new String[] {evidence.collectedOn().toString()});
        posted.put("suspect", new String[] {Objects.toString(evidence.suspect(), "")});
        return posted;
    }
}
