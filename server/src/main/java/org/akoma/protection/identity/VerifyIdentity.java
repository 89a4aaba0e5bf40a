package org.akoma.protection.identity;

import java.time.LocalDate;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Ask a supervisor to agree that a child's identity is verified.
 *
 * @param document an attachment of the file; null = none is kept
 * @param details what was compared, and with whom; kept sealed with the decision
 */
record VerifyIdentity(
        IdentityMark.Proof proof,
        LocalDate seenOn,
        @Nullable UUID document,
        @Nullable String details) {

    /** @return null when something is wrong: see the form's errors */
    static @Nullable VerifyIdentity read(Form form) {
        IdentityMark.Proof proof = form.requiredChoice("proof", IdentityMark.Proof.class);
        LocalDate seen = form.requiredDate("seenOn");
        UUID document = form.id("document");
        String details = form.text("details", 2_000);
        return !form.isSound() || proof == null || seen == null
                ? null
                : new VerifyIdentity(proof, seen, document, details);
    }

    @Nullable
    FieldError refusal(Identity identity, LocalDate today) {
        if (seenOn.isAfter(today)) return FieldError.of("seenOn", "form.future");
        return identity.givenNames() == null || identity.familyName() == null
                ? FieldError.of("proof", "cases.identity-unnamed")
                : null;
    }
}
