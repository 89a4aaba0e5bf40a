package org.akoma.cases;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.jspecify.annotations.Nullable;

/** Record an assessment, under an id that the caller made. The first one takes the file from REGISTERED to ASSESSED. */
public record AssessChild(
        UUID id, Assessment.Kind kind, CaseFile.Risk risk, List<String> needs, Assessment.Words words) {

    public AssessChild {
        needs = List.copyOf(needs);
    }

    /** The assessment that comes of it. */
    Assessment made(CaseFile file, UUID author, Instant now) {
        return new Assessment(
                id, kind, now, risk, needs, words, author, Assessment.lowers(file.risk(), risk), null, null);
    }

    /** The first assessment is made once, and a review needs a first; a risk that is given needs its reason. */
    @Nullable
    FieldError refusal(CaseFile file) {
        if (words.reason().isBlank()) return FieldError.of("reason", "form.required");
        boolean first = file.status() == CaseFile.Status.REGISTERED;
        if (kind == Assessment.Kind.INITIAL && !first) return FieldError.of("kind", "cases.assessed-already");
        if (kind == Assessment.Kind.REVIEW && first) return FieldError.of("kind", "cases.not-assessed");
        return null;
    }
}
