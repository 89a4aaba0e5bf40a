package org.akoma.protection.schooling;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Adds an institution, or changes one.
 *
 * @param organisation code of the structure that runs it and enters attendance; null = none
 * @param version the one that was changed; null = it is new
 */
public record KeepInstitution(
        UUID id,
        String code,
        Institution.Kind kind,
        String country,
        @Nullable String organisation,
        @Nullable LocalDate closedOn,
        Institution.SealedText words,
        @Nullable Integer version) {}
