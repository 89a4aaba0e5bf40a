package org.akoma.programme.findings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.programme.findings.Finding.Level;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a finding.
 *
 * @param mission its code
 * @param code within the mission, as R-01
 * @param finding code of its finding
 * @param structure whom it is for; null = the management of the project
 * @param answersItself whether that structure has accounts that answer; else the management of the project answers for it
 * @param mine whether the reader answers it
 * @param dueOn until when it is answered; null = its findings are drafts
 * @param response the one that was confirmed, or waits for a second person who reads it; null = none
 */
public record Recommendation(
        UUID id,
        UUID findingId,
        String mission,
        String code,
        String finding,
        String words,
        @Nullable String structure,
        boolean answersItself,
        boolean mine,
        Level priority,
        boolean open,
        @Nullable LocalDate dueOn,
        @Nullable Response response,
        int version) {

    /** Whether somebody of another structure answered, or answers, for the one that it is for. */
    public boolean inItsPlace() {
        return structure != null && (response == null ? !answersItself : !structure.equals(response.by()));
    }

    /**
     * What is answered by whom it is for.
     *
     * @param by code of the structure of who proposed it: the addressee, or that of the project manager who answered in its place
     * @param confirmedAt null = it waits for a second person
     */
    public record Response(
            UUID id,
            Reply answer,
            @Nullable String reason,
            String by,
            Instant proposedAt,
            @Nullable Instant confirmedAt) {

        public boolean waits() {
            return confirmedAt == null;
        }
    }

    /** Stored in {@code evaluation.response.answer}. */
    public enum Reply {
        ACCEPTED,
        PARTIALLY_ACCEPTED,
        REJECTED
    }
}
