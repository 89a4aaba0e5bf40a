package org.akoma.slips;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One child's hand-over slip.
 *
 * @param number given by the system, such as {@code FR-2015-0001}
 * @param officer code of the officer who wrote it, such as {@code LE-02}
 * @param refusal why the receiver sent it back
 */
public record Slip(
        UUID id,
        String number,
        SlipContent content,
        UUID officerId,
        String officer,
        String officerOrganisation,
        SlipStatus status,
        @Nullable Signature officerSignature,
        @Nullable Signature receiverSignature,
        @Nullable String refusal,
        Instant writtenAt,
        int version) {

    public boolean isOpen() {
        return status == SlipStatus.OPEN;
    }

    public boolean isSigned() {
        return status == SlipStatus.SIGNED_BY_OFFICER;
    }

    /** Whether the child is still to be received: announced or signed. */
    public boolean isWaiting() {
        return isOpen() || isSigned();
    }
}
