package org.akoma.protection.assistance;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Add a provider.
 *
 * @param organisation code of the structure whose people work with Akoma; null = none
 */
public record OpenProvider(
        UUID id,
        String code,
        String label,
        String kind,
        String country,
        @Nullable String organisation) {}
