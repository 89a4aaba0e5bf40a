package org.akoma.cases;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Record what the child and the guardian answered. Repeating it (same id) records nothing new.
 *
 * @param explained see {@link Consent}
 * @param explainedBy code of the person who explained; null = the actor
 */
public record RecordConsent(
        UUID id,
        Consent.Purpose purpose,
        Consent.Status status,
        Consent.GivenBy givenBy,
        Instant at,
        @Nullable String language,
        Consent.@Nullable Basis basis,
        List<String> explained,
        @Nullable String explainedBy,
        @Nullable String witness,
        @Nullable String words) {

    public RecordConsent {
        explained = List.copyOf(explained);
    }
}
