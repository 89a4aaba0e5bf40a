package org.akoma.protection.schooling;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.cases.Differences;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** The school terms of each country. A change counts again what was counted from them. */
@Service
public class Terms {

    private final TermStore store;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final SentCommands sent;

    Terms(TermStore store, ActorTransactions transactions, Journal journal, SentCommands sent) {
        this.sent = sent;
        this.store = store;
        this.transactions = transactions;
        this.journal = journal;
    }

    /** By country, the latest first. */
    public List<Term> all(Actor actor) {
        return actor.may(Verb.SCHOOL_READ) ? transactions.as(actor, store::all) : List.of();
    }

    public Optional<Term> find(Actor actor, String country, String code) {
        return actor.may(Verb.SCHOOL_READ) ? transactions.as(actor, () -> store.find(country, code)) : Optional.empty();
    }

    /** Days on which children are expected, both ends inclusive. */
    public int schoolDays(Actor actor, String country, LocalDate first, LocalDate last) {
        return transactions.as(actor, () -> store.schoolDays(country, first, last));
    }

    /** Adds a term. The same one again changes nothing. */
    public Outcome<Term> add(Actor actor, Term made) {
        return keep(actor, made, null);
    }

    /** @param version of the term that was changed */
    public Outcome<Term> change(Actor actor, Term now, int version) {
        return keep(actor, now, version);
    }

    private Outcome<Term> keep(Actor actor, Term wanted, @Nullable Integer version) {
        if (!actor.may(Verb.TERM_WRITE)) return new Outcome.Forbidden<>();
        try {
            return transactions.as(actor, () -> {
                FieldError other = version == null ? sent.refusal(wanted.id(), wanted) : null;
                if (other != null) return new Outcome.Refused<>(other);
                List<Term> ofCountry = store.of(wanted.country());
                Term before = ofCountry.stream()
                        .filter(one -> one.code().equals(wanted.code()))
                        .findFirst()
                        .orElse(null);
                if (version == null && before != null) return there(before, wanted);
                if (version != null && before == null) return new Outcome.NotFound<>();
                FieldError why = wanted.refusal(ofCountry);
                if (why != null) return new Outcome.Refused<>(why);
                return save(actor, before, wanted, version);
            });
        } catch (DuplicateKeyException meanwhile) {
            return Outcome.Refused.because("code", "assistance.term-there");
        }
    }

    private static Outcome<Term> there(Term before, Term wanted) {
        return before.id().equals(wanted.id())
                ? new Outcome.Done<>(before)
                : Outcome.Refused.because("code", "assistance.term-there");
    }

    private Outcome<Term> save(Actor actor, @Nullable Term before, Term wanted, @Nullable Integer version) {
        if (before == null) {
            store.insert(wanted);
            sent.keep(wanted.id(), wanted);
        } else if (!store.update(
                new Term(
                        before.id(),
                        before.country(),
                        before.code(),
                        wanted.startsOn(),
                        wanted.endsOn(),
                        wanted.closed(),
                        before.version()),
                version == null ? 0 : version)) return Outcome.Stale.between(before, wanted, Terms::fields);
        store.recount(wanted.country());
        journal.noteOwn(actor, "assistance.term-kept", Map.of("country", wanted.country(), "term", wanted.code()));
        return new Outcome.Done<>(store.find(wanted.country(), wanted.code()).orElseThrow());
    }

    private static Map<String, @Nullable Object> fields(Term one) {
        return Differences.fields("startsOn", one.startsOn(), "endsOn", one.endsOn(), "closed", one.closed());
    }
}
