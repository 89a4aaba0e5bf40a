package org.akoma.protection.consent;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer as the data protection officer reads it ({@code requirements.md 9}): what was agreed to and how, without the sealed words.
 *
 * @param explained codes of what was told first
 * @param explainedBy code of the person
 */
record OverseenConsent(
        Consent.Purpose purpose,
        Consent.Status status,
        Consent.GivenBy givenBy,
        Instant at,
        @Nullable String language,
        Consent.@Nullable Basis basis,
        List<String> explained,
        String explainedBy,
        String recordedBy,
        Instant recordedAt) {}
