package org.akoma.protection.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.Time;
import org.akoma.ground.reference.Policies;
import org.jspecify.annotations.Nullable;

/**
 * A child in danger, or a device with children's data that is gone. It holds the moments that stopped its clocks; whether it is late is computed
 * from them and the moment asked (T17).
 *
 * @param code of the child's file; null for a device, or when the reader sees the alert alone
 * @param againAt when the danger was reported again and the clocks began anew; null = it was not
 * @param ackDue until when somebody takes it on
 * @param safeDue until when the child, or the data, is to be safe
 * @param grave whether the index that raised it says that the child may wish to die
 */
public record Alert(
        UUID id,
        Type type,
        @Nullable UUID file,
        @Nullable String code,
        UUID organisation,
        UUID worker,
        Source source,
        Instant raisedAt,
        UUID raisedBy,
        @Nullable Instant againAt,
        Instant ackDue,
        Instant safeDue,
        @Nullable Instant acknowledgedAt,
        @Nullable Instant safeAt,
        @Nullable Instant policeAt,
        @Nullable Instant closedAt,
        @Nullable Outcome outcome,
        @Nullable Boolean encrypted,
        @Nullable Integer filesOnDevice,
        boolean grave) {

    /** The code of what everybody who may know of it is told: that a child may wish to die is danger to its life, whichever index found it. */
    public String shown() {
        return grave ? Type.LIFE_IN_DANGER.name() : type.name();
    }

    public enum Type {
        RE_EXPLOITATION(true),
        TRAFFICKER_CONTACT(true),
        /** Violence or danger where the child lives. */
        DANGER_AT_HOME(true),
        /** The same where it works or learns. */
        DANGER_AT_WORK(true),
        /** The child tried to die, is unconscious or badly hurt, or could not be asked for consent because its life is in danger. */
        LIFE_IN_DANGER(true),
        /** Marked as urgent among what concerns the child's health, which most readers of alerts do not read. */
        HEALTH_URGENT(true),
        /** An interview of an evaluation was stopped because the child was not well. */
        DISTRESS(true),
        MISSING(true),
        /** Left where it lived, and no other place is known for the night. */
        WITHOUT_PLACE(true),
        LOST_TO_FOLLOW_UP(false),
        CSI_URGENT(false),
        DEVICE_LOST(true);

        private final boolean serious;

        Type(boolean serious) {
            this.serious = serious;
        }

        /** T17: taken on within the hour. */
        public boolean serious() {
            return serious;
        }

        /** Tells of an offence that is to be reported (T16); who is lost, missing or without a device tells of none yet. */
        boolean offence() {
            return this == RE_EXPLOITATION || this == TRAFFICKER_CONTACT;
        }

        /** Ends when the search does. */
        boolean searched() {
            return this == MISSING || this == LOST_TO_FOLLOW_UP;
        }

        /** Proposes that the risk be HIGH. */
        boolean proposesHigh() {
            return this == RE_EXPLOITATION
                    || this == DANGER_AT_HOME
                    || this == DANGER_AT_WORK
                    || this == LIFE_IN_DANGER;
        }

        /** What a person raises on a child; the others come of an index or have a form of their own. */
        public static List<Type> ofAChild() {
            return List.of(
                    LIFE_IN_DANGER,
                    RE_EXPLOITATION,
                    TRAFFICKER_CONTACT,
                    DANGER_AT_HOME,
                    DANGER_AT_WORK,
                    MISSING,
                    LOST_TO_FOLLOW_UP);
        }

        /** The same; a child whose file has ended is not searched for by its protocol. */
        static List<Type> ofAChild(boolean open) {
            return ofAChild().stream()
                    .filter(type -> open || type != LOST_TO_FOLLOW_UP)
                    .toList();
        }

        Duration acknowledge(Policies policies) {
            return policies.hours(serious ? "alert-acknowledgement.max" : "alert-acknowledgement.other.max");
        }

        Duration safe(Policies policies) {
            return policies.hours(this == CSI_URGENT ? "csi.urgent-action.max" : "alert-safety-action.max");
        }
    }

    public enum Source {
        PERSON,
        CSI,
        VISIT,
        /** The child said so itself, asked after a visit. */
        CHILD,
        RISK_SCORE,
        HEALTH,
        SEARCH,
        /** A child told an evaluator, who sees no file: sealed for the care side, not under the file's key. */
        EVALUATION
    }

    public enum State {
        RAISED,
        ACKNOWLEDGED,
        ACTING,
        CLOSED
    }

    /** How it ended. FOUND: a supervisor confirms what another wrote in the search. REASSESSED, PLACED and FILE_CLOSED come of another act. */
    public enum Outcome {
        CHILD_SAFE,
        FALSE_ALARM,
        FOUND,
        DEVICE_WIPED,
        DEVICE_FOUND,
        REASSESSED,
        PLACED,
        FILE_CLOSED;

        /** @param searched whether the child's file is open and a search ran since: a missing child is searched for until it is found */
        public static List<Outcome> toChoose(Type type, boolean searched) {
            return switch (type) {
                case DEVICE_LOST -> List.of(DEVICE_WIPED, DEVICE_FOUND, FALSE_ALARM);
                case LOST_TO_FOLLOW_UP -> List.of(FOUND);
                case MISSING -> searched ? List.of(FOUND) : List.of(CHILD_SAFE, FALSE_ALARM);
                default -> List.of(CHILD_SAFE, FALSE_ALARM);
            };
        }
    }

    /** What ran, and what stopped it, until the same danger was reported again. */
    record Round(
            Instant ackDue,
            Instant safeDue,
            @Nullable Instant acknowledgedAt,
            @Nullable Instant safeAt,
            @Nullable Instant policeAt) {}

    /** Sealed. */
    public record SealedText(String what, @Nullable String where) {}

    public State state() {
        if (closedAt != null) return State.CLOSED;
        if (safeAt != null || policeAt != null) return State.ACTING;
        return acknowledgedAt == null ? State.RAISED : State.ACKNOWLEDGED;
    }

    /** A lost child is searched for by a protocol of its own, without a clock for safety. */
    boolean awaitsSafety() {
        return closedAt == null && safeAt == null && type != Type.LOST_TO_FOLLOW_UP;
    }

    /** The clock that runs; null when none does. */
    public @Nullable Instant due() {
        if (closedAt != null) return null;
        if (acknowledgedAt == null) return ackDue;
        return awaitsSafety() ? safeDue : null;
    }

    /** As it was at an earlier moment. */
    Alert asOf(Instant then) {
        boolean ended = closedAt != null && !closedAt.isAfter(then);
        return new Alert(
                id,
                type,
                file,
                code,
                organisation,
                worker,
                source,
                raisedAt,
                raisedBy,
                until(againAt, then),
                ackDue,
                safeDue,
                until(acknowledgedAt, then),
                until(safeAt, then),
                until(policeAt, then),
                until(closedAt, then),
                ended ? outcome : null,
                encrypted,
                filesOnDevice,
                grave);
    }

    /** The clocks as they ran in this round, which a new report of the same danger ended. */
    Alert in(Round round) {
        return new Alert(
                id,
                type,
                file,
                code,
                organisation,
                worker,
                source,
                raisedAt,
                raisedBy,
                againAt == null || againAt.isAfter(round.ackDue()) ? null : againAt,
                round.ackDue(),
                round.safeDue(),
                round.acknowledgedAt(),
                round.safeAt(),
                round.policeAt(),
                closedAt,
                outcome,
                encrypted,
                filesOnDevice,
                grave);
    }

    private static @Nullable Instant until(@Nullable Instant at, Instant then) {
        return at == null || at.isAfter(then) ? null : at;
    }

    /** Of the clock that runs; 0 when none is late. */
    public long daysLate(Instant now) {
        Instant due = due();
        return due == null ? 0 : Time.daysLate(due, now);
    }

    /** When it was reported last: its clocks run from then. */
    public Instant since() {
        return againAt == null ? raisedAt : againAt;
    }
}
