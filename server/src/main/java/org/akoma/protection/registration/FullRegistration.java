package org.akoma.protection.registration;

import java.util.List;
import org.akoma.protection.assessment.AssessChild;
import org.akoma.protection.consent.RecordConsent;
import org.jspecify.annotations.Nullable;

/**
 * A child's file with what is known on its first day, all of it or nothing: as an organisation hands over many files at once.
 *
 * @param consents at least one, or none was asked
 * @param assessment null when nobody has assessed the child yet
 */
public record FullRegistration(
        RegisterChild registration,
        List<RecordConsent> consents,
        @Nullable AssessChild assessment) {

    public FullRegistration {
        consents = List.copyOf(consents);
    }
}
