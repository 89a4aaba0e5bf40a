package org.akoma.exchange.packages;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A package for an authority, from the request to the receipt.
 *
 * @param to code of the structure whose key it is encrypted to
 * @param until nobody takes or imports it from then on; null = nobody agreed
 * @param noAt when a no ended it; null = none did
 * @param sha256 of the encrypted file, hexadecimal; null = not made
 * @param receipt null = none came back
 * @param calledBack null = nobody called it back
 */
record SentPackage(
        UUID id,
        UUID fileId,
        UUID handover,
        UUID key,
        String to,
        boolean minimum,
        Purpose purpose,
        UUID askedBy,
        String asker,
        Instant askedAt,
        State state,
        @Nullable String decider,
        @Nullable Instant until,
        @Nullable Instant noAt,
        @Nullable Instant madeAt,
        @Nullable String sha256,
        List<Taken> taken,
        @Nullable Receipt receipt,
        @Nullable CalledBack calledBack) {

    SentPackage {
        taken = List.copyOf(taken);
    }

    enum State {
        WAITING,
        AGREED,
        REFUSED,
        WITHDRAWN
    }

    record Taken(Instant at, String by) {}

    /**
     * @param at when the receiver made a file of it
     * @param as the file's code there
     */
    record Receipt(Instant at, String as, Instant readAt) {}

    /**
     * It was called back after it had been downloaded.
     *
     * @param by code of who did
     * @param byOfficer by a data protection officer, who downloads the file for the authority too
     * @param takenBy code of who downloaded the file for the authority last; null = nobody did
     * @param answer what came of it at the authority, as its house signed; null = no receipt came back
     * @param answeredAt when it was read there, as its house signed
     */
    record CalledBack(
            CallBacks.Why reason,
            Instant at,
            String by,
            boolean byOfficer,
            @Nullable String takenBy,
            @Nullable Instant takenAt,
            CallBackReceipts.@Nullable State answer,
            @Nullable Instant answeredAt) {}

    /** Whether somebody may still take it. */
    public boolean runs(Instant now) {
        return state == State.AGREED && receipt == null && until != null && until.isAfter(now);
    }
}
