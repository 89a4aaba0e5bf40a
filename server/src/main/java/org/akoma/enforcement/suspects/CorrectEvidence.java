package org.akoma.enforcement.suspects;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.akoma.ground.forms.InputForm;
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
    record Input(@Nullable Integer version, AddEvidence.Input evidence) {

        CorrectEvidence of(String operation, String code, int version) {
            return new CorrectEvidence(
                    operation,
                    code,
                    version,
                    evidence.kind(),
                    evidence.suspect(),
                    evidence.collectedOn(),
                    evidence.reference());
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
