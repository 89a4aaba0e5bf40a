package org.akoma.ground.oversight;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.oversight.UnusualReading.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What people read beyond what is usual: the data protection officer sees and judges it all but their own, a supervisor sees and explains that of the people
 * whom they lead. Who read it sees none of it.
 */
@Service
class UnusualReadings {

    private final UnusualReadingStore store;
    private final ActorTransactions transactions;
    private final Journal journal;

    UnusualReadings(UnusualReadingStore store, ActorTransactions transactions, Journal journal) {
        this.store = store;
        this.transactions = transactions;
        this.journal = journal;
    }

    /** @param next where the next page begins; null when this is the last */
    record Page(List<UnusualReading> readings, @Nullable String next) {}

    static boolean reads(Actor actor) {
        return actor.may(Verb.JOURNAL_READ);
    }

    static boolean judges(Actor actor) {
        return reads(actor) && actor.is(Role.DATA_PROTECTION_OFFICER);
    }

    static boolean explains(Actor actor) {
        return reads(actor) && actor.is(Role.CASE_SUPERVISOR);
    }

    Page list(Actor actor, ListReadings wanted) {
        if (!reads(actor)) return new Page(List.of(), null);
        List<UnusualReading> found = transactions.as(actor, () -> store.list(wanted));
        boolean more = found.size() > wanted.limit();
        return new Page(
                found.stream().limit(wanted.limit()).toList(),
                more ? ListReadings.Cursor.after(found.get(wanted.limit() - 1)).text() : null);
    }

    Optional<UnusualReading> find(Actor actor, UUID id) {
        return reads(actor) ? transactions.as(actor, () -> store.find(id)) : Optional.empty();
    }

    /** The incident that the judgement opened: for data protection officers whom it is not about. */
    @Nullable
    UUID incident(Actor actor, UUID id) {
        return judges(actor) ? transactions.as(actor, () -> store.incident(id).orElse(null)) : null;
    }

    /** Whether the actor works with who read, and another officer judges it. */
    boolean isBeside(Actor actor, UUID id) {
        return transactions.as(actor, () -> store.isBeside(id));
    }

    /** What this person is to judge or to explain, oldest first. */
    List<UnusualReading> waitingFor(Actor actor, int most) {
        if (judges(actor)) return transactions.as(actor, () -> store.unjudged(most));
        return explains(actor) ? transactions.as(actor, () -> store.unexplained(most)) : List.of();
    }

    int waiting(Actor actor) {
        return reads(actor) ? transactions.as(actor, store::waiting) : 0;
    }

    Outcome explain(Actor actor, UUID id, ExplainReading said) {
        if (!explains(actor)) return Outcome.FORBIDDEN;
        return transactions.as(actor, () -> {
            UnusualReading found = store.find(id).orElse(null);
            if (found == null) return Outcome.NOT_FOUND;
            return noted(actor, "oversight.reading-explained", found, store.explain(id, said.explanation()), Map.of());
        });
    }

    /** One that is not justified opens an incident of data protection about who read. */
    Outcome judge(Actor actor, UUID id, JudgeReading said) {
        if (!judges(actor)) return Outcome.FORBIDDEN;
        return transactions.as(actor, () -> {
            UnusualReading found = store.find(id).orElse(null);
            if (found == null) return Outcome.NOT_FOUND;
            return noted(
                    actor,
                    "oversight.reading-judged",
                    found,
                    store.judge(found, said, Ids.next()),
                    Map.of("verdict", said.verdict().name()));
        });
    }

    private Outcome noted(Actor actor, String act, UnusualReading of, Outcome outcome, Map<String, String> more) {
        if (outcome != Outcome.DONE) return outcome;
        Map<String, String> facts = new java.util.HashMap<>(more);
        facts.put("person", of.person());
        facts.put("day", of.day().toString());
        facts.put("rule", of.rule().name());
        journal.noteOwn(actor, act, facts);
        return outcome;
    }
}
