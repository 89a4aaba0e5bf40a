package org.akoma.protection.assessment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/** Record an assessment, under an id that the caller made. The first one takes the file from REGISTERED to ASSESSED. */
public record AssessChild(
        UUID id, Assessment.Kind kind, CaseFile.Risk risk, List<String> needs, Assessment.SealedText words) {

    public AssessChild {
        needs = List.copyOf(needs);
    }

    /** The assessment that comes of it. */
    public Assessment made(CaseFile file, UUID author, Instant now) {
        return new Assessment(
                id, kind, now, risk, needs, words, author, Assessment.lowers(file.risk(), risk), null, null);
    }

    @Nullable
    FieldError reasonMissing() {
        return words.reason().isBlank() ? FieldError.of("reason", "form.required") : null;
    }

    /**
     * Whether it is emergency care: a review that raises the risk, or writes a safety plan for a child at high risk. It goes on after a no to case
     * management, and needs no first assessment then ({@code requirements.md 2.6}).
     */
    boolean protects(CaseFile file) {
        if (kind != Assessment.Kind.REVIEW) return false;
        if (risk == CaseFile.Risk.HIGH) return true;
        return risk == CaseFile.Risk.MEDIUM && file.risk() == CaseFile.Risk.LOW;
    }

    /** The first assessment is made once, and a review needs a first; a risk that is given needs its reason. */
    public @Nullable FieldError refusal(CaseFile file) {
        FieldError missing = reasonMissing();
        if (missing != null) return missing;
        boolean first = file.status() == CaseFile.Status.REGISTERED;
        if (kind == Assessment.Kind.INITIAL && !first) return FieldError.of("kind", "cases.assessed-already");
        if (kind == Assessment.Kind.REVIEW && first) return FieldError.of("kind", "cases.not-assessed");
        return null;
    }
}
