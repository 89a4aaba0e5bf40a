package org.akoma.protection.registration;

import java.time.Instant;
import java.util.UUID;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.WorldLanguages;
import org.akoma.ground.web.Form;
import org.akoma.protection.assessment.AssessChild;
import org.akoma.protection.assessment.AssessmentForm;
import org.akoma.protection.consent.ConsentForm;
import org.akoma.protection.consent.RecordConsent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the parts of a {@link FullRegistration}, each by the form that reads it when it comes alone. */
@Component
public class FullRegistrationForm {

    private final CodeLists lists;
    private final WorldLanguages world;

    FullRegistrationForm(CodeLists lists, WorldLanguages world) {
        this.lists = lists;
        this.world = world;
    }

    /** @return null when something is wrong: see the form's errors */
    public @Nullable RegisterChild registration(Form form, UUID id, Instant now) {
        return RegistrationForm.read(form, lists, world, id, now);
    }

    public @Nullable RecordConsent consent(Form form) {
        return ConsentForm.read(form, lists);
    }

    public @Nullable AssessChild assessment(Form form) {
        return AssessmentForm.read(form, lists);
    }
}
