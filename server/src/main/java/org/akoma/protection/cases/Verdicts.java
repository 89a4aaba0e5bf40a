package org.akoma.protection.cases;

import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;

/** Turns the result of a decision of two people into the outcome of a change inside a file. */
public final class Verdicts {

    private Verdicts() {}

    /** What a verdict that was not taken is answered. A verdict that was taken is no refusal: asking so is a bug. */
    public static <T> Outcome<T> refusal(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Done done ->
                throw new IllegalArgumentException("decided: " + done.decision().id());
            case Verdict.NotFound none -> new Outcome.NotFound<>();
            case Verdict.Forbidden others -> new Outcome.Forbidden<>();
            case Verdict.OwnWork own -> Outcome.Refused.because("decision", "cases.own-work");
            case Verdict.Changed anew -> Outcome.Refused.because("decision", "access.decision-changed");
            case Verdict.NotWaiting over -> Outcome.Refused.because("decision", "cases.nothing-waits");
            case Verdict.Refused(var errors) -> new Outcome.Refused<>(errors);
        };
    }

    /** What a room's own address answered, for the page of decisions. */
    public static Verdict of(Outcome<?> outcome, Decisions decisions, Decision decision) {
        return switch (outcome) {
            case Outcome.Done<?> done ->
                new Verdict.Done(decisions.find(decision.id()).orElse(decision));
            case Outcome.NotFound<?> none -> new Verdict.NotFound();
            case Outcome.Forbidden<?> others -> new Verdict.Forbidden();
            case Outcome.Stale<?> stale -> new Verdict.Changed();
            case Outcome.Refused<?>(var errors) -> new Verdict.Refused(errors);
        };
    }
}
