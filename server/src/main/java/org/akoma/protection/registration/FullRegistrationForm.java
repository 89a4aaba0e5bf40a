package org.akoma.protection.registration;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.reference.WorldLanguages;
import org.akoma.ground.web.Form;
import org.akoma.protection.assessment.AssessChild;
import org.akoma.protection.consent.RecordConsent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the parts of a {@link FullRegistration}, each by the form that reads it when it comes alone. */
@Component
public class FullRegistrationForm {

    private final WorldLanguages world;

    private final Forms forms;

    FullRegistrationForm(WorldLanguages world, Forms forms) {
        this.forms = forms;
        this.world = world;
    }

    /** @return null when something is wrong: see the form's errors */
    public @Nullable RegisterChild registration(Form form, UUID id, Instant now) {
        return RegistrationForm.read(form, forms, world, Map.of("id", id), now);
    }

    public @Nullable RecordConsent consent(Form form) {
        RecordConsent.Input input = forms.of(RecordConsent.Input.class).read(form, Map.of());
        return input == null ? null : input.command();
    }

    public @Nullable AssessChild assessment(Form form) {
        AssessChild.Input input = forms.of(AssessChild.Input.class).read(form, Map.of());
        return input == null ? null : input.command();
    }
}
