package org.akoma.protection.payments;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Verdicts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What two people decide about money ({@code trust.md 2}): a payment, a period that is not the one that follows, and the undoing of a payment.
 * Call inside an actor's transaction. The result is the outcome that refuses a verdict; null = the verdict was recorded.
 */
@Component
class PaymentVerdicts {

    static final String PAYMENT = "PAYMENT";
    static final String OVERRIDE = "PAYMENT_OVERRIDE";
    static final String REVERSAL = "PAYMENT_REVERSAL";

    private final Decisions decisions;

    PaymentVerdicts(Decisions decisions) {
        this.decisions = decisions;
    }

    /** Asks who approves; where the period is another, the child's supervisor first. */
    void ask(Actor actor, Payment made) {
        if (made.override() == null) decisions.propose(actor, payment(made));
        else
            decisions.propose(
                    actor,
                    Proposal.onFile(OVERRIDE, made.fileId(), made.id(), made.version())
                            .writtenBy(Set.of(made.requestedBy()))
                            .with(fields(made)));
    }

    /**
     * What was sent back is decided on once more.
     *
     * @param reason a code of {@code payment-refusal}
     */
    void askAgain(Actor actor, Payment back, String reason) {
        decisions.propose(actor, payment(back).because(reason));
    }

    private static Proposal payment(Payment made) {
        return Proposal.of(PAYMENT, made.id(), made.version())
                .writtenBy(Set.of(made.requestedBy()))
                .with(fields(made));
    }

    void askReversal(Actor actor, Payment paid, String reason) {
        decisions.propose(
                actor,
                Proposal.of(REVERSAL, paid.id(), paid.version()).because(reason).with(fields(paid)));
    }

    static Map<String, Object> fields(Payment made) {
        return Map.of("payment", made.code());
    }

    @Nullable
    Outcome<Payment> take(Actor actor, Payment payment, boolean agreed, @Nullable String reason) {
        if (agreed && isPeriodOpen(payment)) return Outcome.Refused.because("override", "assistance.period-not-agreed");
        if (!agreed
                && payment.override() != null
                && decisions.waiting(PAYMENT, payment.id()).isEmpty()) return null;
        return verdict(actor, PAYMENT, payment, agreed, reason);
    }

    @Nullable
    Outcome<Payment> takeReversal(Actor actor, Payment payment, boolean agreed, @Nullable String reason) {
        return verdict(actor, REVERSAL, payment, agreed, reason);
    }

    /** Once the supervisor has agreed, who approves is asked. */
    @Nullable
    Outcome<Payment> takePeriod(Actor actor, Payment payment, boolean agreed, @Nullable String reason) {
        Outcome<Payment> stands = verdict(actor, OVERRIDE, payment, agreed, reason);
        if (stands == null && agreed) decisions.propose(actor, payment(payment));
        return stands;
    }

    private @Nullable Outcome<Payment> verdict(
            Actor actor, String kind, Payment payment, boolean agreed, @Nullable String reason) {
        Decision waiting = decisions.waiting(kind, payment.id()).orElse(null);
        if (waiting == null) return Outcome.Refused.because("decision", "cases.nothing-waits");
        Decisions.Verdict verdict = decisions.decide(actor, waiting.id(), agreed, reason);
        return verdict instanceof Decisions.Verdict.Done ? null : Verdicts.refusal(verdict);
    }

    /** What of a payment waits for a second person beside the approval: its period, for the child's supervisor; its undoing, for who approves. */
    record Waiting(boolean period, boolean reversal) {}

    Waiting waiting(Payment payment) {
        return new Waiting(
                payment.state() == Payment.State.REQUESTED && isPeriodOpen(payment), waits(REVERSAL, payment.id()));
    }

    private boolean isPeriodOpen(Payment payment) {
        return payment.override() != null && !decisions.agreed(OVERRIDE, payment.id(), PaymentDecisions.FIRST);
    }

    private boolean waits(String kind, UUID payment) {
        return decisions.waiting(kind, payment).isPresent();
    }

    /** Who asked takes the request back: nothing is left to decide. */
    void takeBack(Actor actor, Payment payment) {
        for (String kind : Set.of(PAYMENT, OVERRIDE))
            decisions
                    .waiting(kind, payment.id())
                    .filter(one -> one.proposedBy().equals(actor.personId()))
                    .ifPresent(one -> decisions.withdraw(actor, one.id()));
    }
}
