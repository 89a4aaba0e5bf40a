package org.akoma.ground.oversight;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.journal.Journal;
import org.springframework.stereotype.Service;

/**
 * Reviews of access, each quarter: a data protection officer keeps each account as it is, or asks the administrators of its side for a change or its end.
 * What was asked and not done is taken back by two officers, each by a review of their own. Nobody reviews their own account, nor learns what was asked about it here.
 */
@Service
class AccessReviews {

    private final AccessReviewStore store;
    private final ActorTransactions transactions;
    private final SentCommands sent;
    private final Journal journal;

    AccessReviews(AccessReviewStore store, ActorTransactions transactions, SentCommands sent, Journal journal) {
        this.store = store;
        this.transactions = transactions;
        this.sent = sent;
        this.journal = journal;
    }

    static boolean reviews(Actor actor) {
        return actor.is(Role.DATA_PROTECTION_OFFICER);
    }

    /** Who does what a review asked for. */
    static boolean changes(Actor actor) {
        return actor.is(Role.SYSTEM_ADMINISTRATOR);
    }

    List<AccessReview.OfStructure> structures(Actor actor) {
        return reviews(actor) ? transactions.as(actor, store::structures) : List.of();
    }

    List<AccessReview> of(Actor actor, String structure) {
        return reviews(actor) ? transactions.as(actor, () -> store.of(structure)) : List.of();
    }

    Optional<AccessReview> find(Actor actor, String account) {
        return reviews(actor) ? transactions.as(actor, () -> store.find(account)) : Optional.empty();
    }

    /** What this administrator is to do, oldest first. */
    List<AccessReview.Asked> asked(Actor actor) {
        return changes(actor) ? transactions.as(actor, store::asked) : List.of();
    }

    /** Accounts that wait for a review of this quarter. */
    int due(Actor actor) {
        return structures(actor).stream()
                .mapToInt(AccessReview.OfStructure::due)
                .sum();
    }

    Answer<AccessReview> review(Actor actor, String account, ReviewAccess said) {
        if (!reviews(actor)) return new Answer.Forbidden<>();
        return transactions.as(actor, () -> {
            AccessReview found = store.find(account).orElse(null);
            if (found == null) return new Answer.NotFound<>();
            if (!sent.isSame(said.id(), said)) return Answer.Refused.because("id", Problem.OTHER_CONTENT);
            if (store.has(said.id())) return new Answer.Done<>(found);
            boolean asked = said.verdict() != AccessReview.Verdict.KEEP || found.undone();
            if (asked && said.why() == null) return Answer.Refused.because("why", "form.required");
            return switch (store.review(account, said)) {
                case "DONE" -> {
                    sent.keep(said.id(), said);
                    journal.noteOwn(
                            actor,
                            "oversight.access-reviewed",
                            Map.of(
                                    "person",
                                    found.account(),
                                    "verdict",
                                    said.verdict().name()));
                    yield new Answer.Done<>(store.find(account).orElse(found));
                }
                case "NOBODY" -> Answer.Refused.because("verdict", "oversight.review-nobody");
                case "WHY" -> Answer.Refused.because("why", "form.required");
                default -> new Answer.NotFound<>();
            };
        });
    }
}
