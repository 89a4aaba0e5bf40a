package org.akoma.enforcement.suspects;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Record a new state of the proceedings against a suspect.
 *
 * @param since the day from which the state holds
 * @param referredOn the day they were referred to court, where this is it
 */
public record MoveSuspect(
        String operation,
        String suspect,
        SuspectStatus status,
        boolean atLiberty,
        LocalDate since,
        @Nullable LocalDate referredOn) {

    public sealed interface Result {
        record Moved(Suspect suspect) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record NotPossible(SuspectStatus from) implements Result {}

        /** Before the last known state, or in the future. */
        record WrongDay(LocalDate earliest, LocalDate latest) implements Result {}

        /** The referral to court lies before the arrest. */
        record ReferredTooEarly() implements Result {}
    }
}
