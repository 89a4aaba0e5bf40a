package org.akoma.protection.schooling;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A school, a training centre or a master craftsman. A value without any child in it.
 *
 * @param code such as {@code FOR-CI-3}; lists show it alone, since a pupil is found there every day
 * @param organisationId the structure whose people enter attendance; null = the child's worker does
 * @param deskId of that structure
 * @param askedId the structure that is asked to enter attendance, until it says yes itself
 * @param keptBy the structure of who added it
 * @param closedOn the first day on which it takes nobody any more
 */
public record Institution(
        UUID id,
        String code,
        Kind kind,
        String country,
        @Nullable UUID organisationId,
        @Nullable UUID deskId,
        @Nullable UUID askedId,
        UUID keptBy,
        UUID madeBy,
        @Nullable LocalDate closedOn,
        SealedText words,
        int version) {

    public enum Kind {
        SCHOOL,
        CENTRE,
        MASTER_CRAFTSMAN
    }

    /** Sealed. */
    public record SealedText(
            @Nullable String name,
            @Nullable String place,
            @Nullable String focalPoint,
            @Nullable String hours) {

        public static SealedText none() {
            return new SealedText(null, null, null, null);
        }
    }
}
