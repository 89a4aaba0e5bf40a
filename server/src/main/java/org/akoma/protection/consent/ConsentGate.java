package org.akoma.protection.consent;

import org.akoma.FieldError;
import org.akoma.protection.assessment.AssessChild;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * After a refusal or a withdrawal of the consent to case management only emergency care goes on ({@code requirements.md 2.6, trust.md 3}):
 * health, shelter, safety, notes and visits stay open, and a risk is raised ({@link AssessChild#protects}), while assessing, planning, activating, long-term services and enrolments wait for
 * another answer. The database
 * holds the same.
 */
@Component
public class ConsentGate {

    private final CaseFiles files;

    ConsentGate(CaseFiles files) {
        this.files = files;
    }

    /** Why care beyond an emergency is refused; null = it is not. Call inside an actor's transaction. */
    public @Nullable FieldError refusal(CaseFile file) {
        return files.isEmergencyCareOnly(file.id()) ? FieldError.of("status", "cases.emergency-care-only") : null;
    }
}
