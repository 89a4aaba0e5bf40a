package org.akoma.protection.identity;

import java.time.Instant;
import java.util.UUID;
import org.akoma.airlock.slips.Slip;
import org.akoma.ground.access.Person;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/**
 * Open a file for a child, under an id that the caller made; repeating the command opens nothing new.
 *
 * @param code only an import brings one along; otherwise the system gives it
 * @param slipNumber the hand-over slip that becomes this file: it is accepted in the same transaction
 * @param workerId the child's worker; null = the actor
 * @param sourceDigest of the imported row, so that the same file twice changes nothing
 */
public record OpenCase(
        UUID id,
        @Nullable String code,
        @Nullable String slipNumber,
        String sex,
        @Nullable Integer age,
        boolean ageEstimated,
        @Nullable String nationality,
        String country,
        @Nullable String sector,
        @Nullable Instant handedAt,
        CaseFile.VictimStatus victimStatus,
        @Nullable String victimDecidedBy,
        Identity identity,
        @Nullable UUID workerId,
        byte @Nullable [] sourceDigest) {

    /** The same with another sex and age. */
    OpenCase with(String otherSex, @Nullable Integer otherAge, boolean estimated, Identity who) {
        return new OpenCase(
                id,
                code,
                slipNumber,
                otherSex,
                otherAge,
                estimated,
                nationality,
                country,
                sector,
                handedAt,
                victimStatus,
                victimDecidedBy,
                who,
                workerId,
                sourceDigest);
    }

    public sealed interface Result {
        record Opened(CaseFile file) implements Result {}

        record AlreadyOpen() implements Result {}

        record Forbidden() implements Result {}

        /** The slip does not exist for the caller. */
        record NoSuchSlip() implements Result {}

        /**
         * The slip is not signed, was refused, or has become a file already.
         *
         * @param code {@code cases.slip-…}
         */
        record SlipRefused(String code) implements Result {}

        /** The worker does not exist, has no such role, or works for the other side. */
        record NoSuchWorker() implements Result {}
    }

    /**
     * The file that it opens.
     *
     * @param slip the hand-over slip that becomes it; null when there is none
     */
    public CaseFile file(String code, UUID by, Person worker, @Nullable Slip slip, Instant now) {
        return new CaseFile(
                id,
                code,
                now,
                by,
                CaseFile.Status.REGISTERED,
                victimStatus,
                victimDecidedBy,
                null,
                country,
                nationality,
                sex,
                age,
                ageEstimated,
                sector,
                null,
                null,
                worker.organisationId(),
                worker.id(),
                worker.supervisorId(),
                slip == null ? null : slip.id(),
                slip == null ? handedAt : slip.content().handedAt(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                1);
    }
}
