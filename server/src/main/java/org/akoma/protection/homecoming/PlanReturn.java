package org.akoma.protection.homecoming;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Plan a child's way home, under an id that the caller made, or take it a step further.
 *
 * @param version of the homecoming as the caller read it; null = a new one
 */
public record PlanReturn(
        UUID id,
        @Nullable Integer version,
        String toCountry,
        FamilyReturn.@Nullable TravelMode travelMode,
        FamilyReturn.State state,
        @Nullable String acceptedBy,
        @Nullable LocalDate acceptedOn,
        @Nullable LocalDate departedOn,
        @Nullable Instant arrivalConfirmedAt,
        FamilyReturn.@Nullable Suspension suspendedReason,
        FamilyReturn.SealedText words) {}
