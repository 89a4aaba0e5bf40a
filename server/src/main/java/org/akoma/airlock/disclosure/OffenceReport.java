package org.akoma.airlock.disclosure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An offence that care reports to a police unit, without who the child is.
 *
 * @param fileId null for all but care
 * @param to code of the unit
 * @param words what happened and where
 * @param readAt by the police, for the first time
 * @param answerWords of the police
 */
public record OffenceReport(
        UUID id,
        String number,
        @Nullable UUID fileId,
        String reporter,
        String structure,
        String to,
        Offence offence,
        @Nullable LocalDate happenedOn,
        String country,
        DisclosureRequest.Urgency urgency,
        String words,
        State state,
        @Nullable Instant sentAt,
        boolean atOnce,
        DisclosureRequest.@Nullable Review review,
        @Nullable Instant readAt,
        @Nullable Answer answer,
        @Nullable String answeredBy,
        @Nullable Instant answeredAt,
        @Nullable String answerWords) {

    /** Whether life is said to be in danger, and it has not left yet. */
    public boolean ofDanger() {
        return urgency == DisclosureRequest.Urgency.LIFE_DANGER && state == State.WAITING;
    }

    /** Whether it left at once and its review said that this was not right. */
    public boolean isWrong() {
        return review == DisclosureRequest.Review.NOT_RIGHT;
    }

    public enum Offence {
        TRAFFICKING,
        FORCED_LABOUR,
        VIOLENCE,
        SEXUAL_VIOLENCE,
        ABDUCTION,
        THREAT,
        OTHER
    }

    public enum State {
        WAITING,
        SENT,
        REFUSED,
        WITHDRAWN,
        /** It left at once, which was not right, and nobody had read it. */
        STOPPED
    }

    /** Of the police. */
    public enum Answer {
        OPERATION_OPENED,
        NO_ACTION
    }
}
