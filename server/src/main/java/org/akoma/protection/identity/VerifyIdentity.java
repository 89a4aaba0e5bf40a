package org.akoma.protection.identity;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/**
 * Ask a supervisor to agree that a child's identity is verified.
 *
 * @param document an attachment of the file; null = none is kept
 * @param details what was compared, and with whom; kept sealed with the decision
 */
@InputForm(name = "cases.verify-identity", labels = "cases.verified")
record VerifyIdentity(
        @Field(list = "identity-proof") IdentityMark.Proof proof,
        LocalDate seenOn,
        @Nullable UUID document,

        @Field(lines = 3, sealed = true) @Size(max = 2_000) @Nullable
        String details) {

    @Nullable
    FieldError refusal(Identity identity, LocalDate today) {
        if (seenOn.isAfter(today)) return FieldError.of("seenOn", "form.future");
        return identity.givenNames() == null || identity.familyName() == null
                ? FieldError.of("proof", "cases.identity-unnamed")
                : null;
    }
}
