package org.akoma.airlock.slips;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One child's hand-over slip.
 *
 * @param number given by the system, such as {@code FR-2015-0001}
 * @param officer code of the officer who wrote it, such as {@code LE-02}
 * @param refusal why the receiver sent it back
 * @param insteadOf number of the slip of the same child that was sent back and that this one corrects; null = none, or none that the reader sees
 * @param settledAt when another slip of a child that was sent back was accepted, or found to be the same child's
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
        @Nullable String insteadOf,
        Instant writtenAt,
        @Nullable Instant settledAt,
        int version) {

    public boolean isOpen() {
        return status == SlipStatus.OPEN;
    }

    public boolean isSigned() {
        return status == SlipStatus.SIGNED_BY_OFFICER;
    }

    /** Whether the child was sent back and nobody has received it since. */
    public boolean isSentBack() {
        return status == SlipStatus.REFUSED && settledAt == null;
    }

    /** Whether the child is still to be received: announced or signed. */
    public boolean isWaiting() {
        return isOpen() || isSigned();
    }
}
