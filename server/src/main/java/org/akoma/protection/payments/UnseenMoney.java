package org.akoma.protection.payments;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Money whose named witness says that they did not see it given: a project manager or the data protection officer, who neither asked for it nor
 * approved nor paid it, finds out whether it arrived, and says how they know. Call inside an actor's transaction.
 */
@Component
class UnseenMoney implements Decidable {

    static final String KIND = "MONEY_UNSEEN";

    private static final String SAID = "said";

    private final Decisions decisions;
    private final PaymentStore store;
    private final Journal journal;

    UnseenMoney(Decisions decisions, PaymentStore store, Journal journal) {
        this.decisions = decisions;
        this.store = store;
        this.journal = journal;
    }

    /** In the witness's own name, of what they were asked and said. */
    void ask(Actor witness, Decision denied, String said) {
        Map<String, Object> fields = new LinkedHashMap<>(denied.fields());
        fields.put(SAID, said);
        decisions.propose(
                witness, Proposal.of(KIND, denied.subject(), denied.version()).with(fields));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean mayWithdraw() {
        return false;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        List<Shown.Field> said =
                List.of(Shown.Field.text("assistance.witness-said", null, Witnesses.text(decision, SAID)));
        boolean reads =
                actor.may(Verb.PAYMENT_READ) && store.find(decision.subject()).isPresent();
        return Optional.of(new Shown(
                Witnesses.text(decision, "payment"),
                reads ? "/payments/" + decision.subject() : null,
                Stream.concat(said.stream(), Witnesses.fields(decision).stream())
                        .toList()));
    }

    /** That it arrived is said with how one knows. */
    @Override
    public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        if (reason == null || reason.isBlank()) return Decisions.Verdict.Refused.because("reason", "form.required");
        Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (verdict instanceof Decisions.Verdict.Done)
            journal.noteOwn(
                    actor,
                    agreed ? "assistance.payment-arrived" : "assistance.payment-not-arrived",
                    Map.of("payment", Witnesses.text(decision, "payment")));
        return verdict;
    }
}
