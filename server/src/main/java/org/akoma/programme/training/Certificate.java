package org.akoma.programme.training;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.akoma.EnumSets;
import org.jspecify.annotations.Nullable;

/**
 * A certificate of one participant.
 *
 * @param participant code
 * @param number such as {@code AKC-2015-00012}
 * @param code by which anybody who holds the paper asks whether it is good
 * @param lastDay on which it is valid
 * @param suspended a result was changed since it was made
 */
public record Certificate(
        UUID id,
        String participant,
        String number,
        String code,
        Set<TrainingModule> modules,
        Instant issuedAt,
        LocalDate lastDay,
        boolean suspended,
        @Nullable Instant revokedAt,
        @Nullable Why revokedWhy,
        int version) {

    public Certificate {
        modules = EnumSets.inOrder(TrainingModule.class, modules);
    }

    public LocalDate issuedOn() {
        return LocalDate.ofInstant(issuedAt, ZoneOffset.UTC);
    }

    public State on(LocalDate today) {
        if (revokedAt != null) return State.REVOKED;
        if (suspended) return State.SUSPENDED;
        return lastDay.isBefore(today) ? State.EXPIRED : State.VALID;
    }

    /** Why a certificate no longer holds. */
    public enum Why {
        FRAUD,
        MISCONDUCT,
        MISTAKE,
        /** By the certificate that was made after a result was corrected. */
        REPLACED
    }

    /** How a certificate is today. */
    public enum State {
        VALID,
        /** A result on which it rests was changed; it is confirmed anew or revoked. */
        SUSPENDED,
        EXPIRED,
        REVOKED
    }
}
