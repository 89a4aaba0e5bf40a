package org.akoma.programme.reports;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A release that was taken back: the findings of a mission with all reports about it, or one report.
 *
 * @param code of the mission, or of the report
 * @param by code of the account that took it back
 * @param agreedAt when a second person confirmed it; null = nobody did
 * @param refusedAt when a second person undid it; null = nobody did
 * @param readAgain whether the corrected findings were released again
 */
record Recall(
        UUID id,
        boolean ofMission,
        String code,
        String reason,
        String by,
        Instant at,
        @Nullable Instant agreedAt,
        @Nullable Instant refusedAt,
        boolean readAgain,
        int version) {

    enum State {
        /** Nobody reads it; a second person confirms or undoes that. */
        WAITING,
        AGREED,
        /** Corrected, and released anew. */
        AGAIN,
        /** It is read as before. */
        REFUSED
    }

    public State state() {
        if (refusedAt != null) return State.REFUSED;
        if (agreedAt == null) return State.WAITING;
        return readAgain ? State.AGAIN : State.AGREED;
    }

    /**
     * Who had it before.
     *
     * @param report code of the report that was taken; null = the findings were read
     * @param format of the file; null = the findings were read
     */
    record Reader(
            String account,
            @Nullable String report,
            @Nullable String format,
            int times,
            Instant first,
            Instant last) {}
}
