package org.akoma.airlock.slips;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a program sees of a slip: the same on both sides. No operation, no file. */
record SlipView(
        String number,
        String status,
        String site,
        Instant foundAt,
        @Nullable Instant handedAt,
        String officer,
        String officerOrganisation,
        @Nullable String badge,
        String receiver,
        String receiverOrganisation,
        int childNumber,
        String apparentSex,
        int apparentAge,
        boolean urgentMedical,
        @Nullable String interpreterLanguage,
        String condition,
        String belongings,
        @Nullable Signed officerSignature,
        @Nullable Signed receiverSignature,
        @Nullable String refusal,
        @Nullable String insteadOf,
        boolean sentBack,
        Instant due,
        long hoursTaken,
        long hoursLate,
        int version) {

    record Signed(String by, Instant at, String contentHash) {
        static @Nullable Signed of(@Nullable Signature signature) {
            return signature == null ? null : new Signed(signature.code(), signature.at(), signature.contentHash());
        }
    }

    static SlipView of(Slip slip, HandoverTime time) {
        SlipContent said = slip.content();
        return new SlipView(
                slip.number(),
                slip.status().name(),
                said.site(),
                said.foundAt(),
                said.handedAt(),
                slip.officer(),
                slip.officerOrganisation(),
                said.badge(),
                said.receiver().code(),
                said.receiver().organisation(),
                said.childNumber(),
                said.apparentSex(),
                said.apparentAge(),
                said.urgentMedical(),
                said.interpreterLanguage(),
                said.condition(),
                said.belongings(),
                Signed.of(slip.officerSignature()),
                Signed.of(slip.receiverSignature()),
                slip.refusal(),
                slip.insteadOf(),
                slip.isSentBack(),
                time.due(),
                time.hoursTaken(),
                time.hoursLate(),
                slip.version());
    }
}
