package org.akoma.enforcement.suspects;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reference to a piece of evidence; the piece itself stays in the evidence room.
 *
 * @param code such as {@code E-001}
 * @param reference number in the registry and description; sealed
 */
public record Evidence(
        UUID id,
        String code,
        Kind kind,
        @Nullable String suspect,
        LocalDate collectedOn,
        String collectedBy,
        String reference,
        int version) {

    public enum Kind {
        DOCUMENT,
        OBJECT,
        STATEMENT,
        PHOTO,
        DIGITAL,
        OTHER
    }
}
