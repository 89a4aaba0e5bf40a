package org.akoma.enforcement.suspects;

import jakarta.validation.constraints.PastOrPresent;
import java.time.LocalDate;
import org.akoma.FieldError;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
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

    /** What people and programs fill in. */
    @InputForm(name = "operations.move-suspect", labels = "operations")
    record Input(
            @Field(list = "suspect-status", label = "operations.state")
            SuspectStatus status,

            LocalDate since,

            @Field(label = "operations.at-liberty") Boolean atLiberty,

            @Field(label = "operations.referred-on", hint = "operations.optional")
            @PastOrPresent(message = "operations.in-future")
            @Nullable
            LocalDate referredOn) {

        MoveSuspect of(String operation, String suspect) {
            return new MoveSuspect(operation, suspect, status, atLiberty, since, referredOn);
        }
    }

    /** What is wrong with a state that was not recorded; null where it is no fault of a field. */
    static @Nullable FieldError fault(Result result) {
        return switch (result) {
            case Result.NotPossible(SuspectStatus from) -> FieldError.of("status", "operations.state-not-possible");
            case Result.WrongDay(LocalDate earliest, LocalDate latest) ->
                FieldError.of("since", "operations.wrong-day", earliest.toString(), latest.toString());
            case Result.ReferredTooEarly() -> FieldError.of("referredOn", "operations.referred-before-arrest");
            case Result.Moved(Suspect suspect) -> null;
            case Result.NotFound() -> null;
            case Result.Forbidden() -> null;
        };
    }

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
