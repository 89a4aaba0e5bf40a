package org.akoma.airlock.disclosure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Offences that care reported, for the coordinators of the unit who answer, and the data protection officer who agrees that they leave. */
@Service
class ReceivedReports {

    static final String DATA = "OFFENCE_DATA";

    private final ActorTransactions transactions;
    private final ReportedOffenceStore store;
    private final Decisions decisions;
    private final Journal journal;

    ReceivedReports(ActorTransactions transactions, ReportedOffenceStore store, Decisions decisions, Journal journal) {
        this.transactions = transactions;
        this.store = store;
        this.decisions = decisions;
        this.journal = journal;
    }

    List<OffenceReport> list(Actor actor) {
        if (actor.is(Role.LE_COORDINATOR)) return transactions.as(actor, store::ofPolice);
        return Disclosures.watches(actor) ? transactions.as(actor, store::ofCustody) : List.of();
    }

    /** For a coordinator of the unit; the reading is journalled, the first one also in the report. */
    Optional<OffenceReport> open(Actor actor, String number) {
        if (!actor.is(Role.LE_COORDINATOR)) return Optional.empty();
        return transactions.as(actor, () -> {
            OffenceReport found = store.findOfPolice(number).orElse(null);
            if (found == null) return Optional.empty();
            store.markRead(found.id());
            journal.noteOwn(actor, "disclosure.report-read", Map.of("report", number));
            return Optional.of(found);
        });
    }

    /** Why the review said that it should not have left at once, for a coordinator of the unit who had it; null: it did not say so. */
    @Nullable
    String judged(Actor actor, OffenceReport one) {
        if (!one.isWrong()) return null;
        return transactions.as(
                actor,
                () -> decisions.of(DATA, one.id()).stream()
                        .findFirst()
                        .map(Decision::reason)
                        .orElse(null));
    }

    ActResult<OffenceReport> answer(Actor actor, String number, AnswerReport said) {
        if (!actor.is(Role.LE_COORDINATOR)) return new ActResult.Forbidden<>();
        return transactions.as(actor, () -> {
            OffenceReport found = store.findOfPolice(number).orElse(null);
            if (found == null) return new ActResult.NotFound<>();
            return switch (store.answer(found.id(), said.answer(), said.answerWords())) {
                case "DONE" -> {
                    journal.noteOwn(
                            actor,
                            "disclosure.report-answered",
                            Map.of("report", number, "answer", said.answer().name()));
                    yield new ActResult.Done<>(store.findOfPolice(number).orElseThrow());
                }
                case "ANSWERED" -> ActResult.refused("answer", "disclosure.answered-already");
                default -> new ActResult.Forbidden<>();
            };
        });
    }

    /** One that was sent to the unit of the coordinator who acts. Inside an actor's transaction. */
    Optional<OffenceReport> ofUnit(UUID id) {
        return store.findOfPolice(id);
    }

    Optional<OffenceReport> find(UUID id) {
        return store.findOfCustody(id);
    }

    /** The data protection officer's word. Inside an actor's transaction. */
    Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        OffenceReport found = store.findOfCustody(decision.subject()).orElse(null);
        if (found == null) return new Verdict.NotFound();
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Verdict.Done)) return verdict;
        String act = found.atOnce()
                ? agreed ? "disclosure.review-right" : "disclosure.review-not-right"
                : agreed ? "disclosure.report-agreed" : "disclosure.report-refused";
        journal.noteOwn(actor, act, Map.of("report", found.number()));
        return verdict;
    }
}
