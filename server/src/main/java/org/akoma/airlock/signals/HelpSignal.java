package org.akoma.airlock.signals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A signal as who raised it reads it: without the code that they named, and without what became of it. */
public record HelpSignal(UUID id, Instant raisedAt, Reason reason, LocalDate on) {

    /** Under which the raiser's telephone is sealed with the airlock's key, for who answers. */
    public static final String TELEPHONE = "signals.telephone";

    /** What was seen or heard. */
    public enum Reason {
        IN_DANGER,
        BACK_AT_WORK,
        LEFT_HOME,
        ASKED_FOR_HELP,
        NEWS_OF_FAMILY,
        OTHER
    }

    /** What its raiser is shown. */
    enum State {
        RECEIVED,
        ANSWERED
    }

    /**
     * By the time alone, so that nobody learns from it whether the code named a child, whether its file was closed, or what was decided: once the time in
     * which an answer is due is over, it is taken for answered.
     */
    State state(Instant now, Duration answer) {
        return now.isBefore(raisedAt.plus(answer)) ? State.RECEIVED : State.ANSWERED;
    }
}
