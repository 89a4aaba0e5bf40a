package org.akoma.protection.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That two people verified who a child is.
 *
 * @param id of the decision
 * @param seenOn when the record was seen
 * @param document the attached copy; null = it was seen, and no copy is kept
 */
record IdentityMark(
        UUID id,
        Proof proof,
        LocalDate seenOn,
        @Nullable UUID document,
        UUID proposedBy,
        UUID agreedBy,
        Instant agreedAt) {

    /** The kinds of records on which an identity is verified. */
    public enum Proof {
        BIRTH_CERTIFICATE,
        /** A court's judgment in place of a birth that was never declared. */
        SUPPLEMENTARY_JUDGMENT,
        CIVIL_REGISTER,
        IDENTITY_CARD,
        PASSPORT,
        CONSULAR_DOCUMENT,
        FAMILY_BOOK,
        SCHOOL_RECORD,
        HEALTH_RECORD,
        AUTHORITY_LETTER
    }
}
