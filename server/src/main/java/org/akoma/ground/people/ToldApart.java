package org.akoma.ground.people;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.TypedCode;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.forms.Answer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * That two accounts with one name or telephone are two people: an administrator says so and a data protection officer agrees. Until then neither decides what
 * the other asked for or wrote, for one person with two accounts would be both of two people ({@code trust.md 2}).
 */
@Service
class ToldApart implements Decidable {

    static final String KIND = "TOLD_APART";

    /** Another account with the same name or telephone. */
    record Namesake(String code, State state) {
        enum State {
            OPEN,
            WAITING,
            AGREED
        }
    }

    private final PersonCardStore store;
    private final CalledPeople called;
    private final Decisions decisions;
    private final ActorTransactions transactions;
    private final ApplicationEventPublisher events;

    ToldApart(
            PersonCardStore store,
            CalledPeople called,
            Decisions decisions,
            ActorTransactions transactions,
            ApplicationEventPublisher events) {
        this.store = store;
        this.called = called;
        this.decisions = decisions;
        this.transactions = transactions;
        this.events = events;
    }

    /** Others with the name or telephone of this account, for who decides about accounts. */
    List<Namesake> of(Actor actor, String code) {
        if (!actor.may(Verb.PEOPLE_READ)) return List.of();
        return transactions.as(
                actor,
                () -> find(code).map(one -> store.namesakes(one.personId())).orElse(List.of()));
    }

    private Optional<PersonCard> find(String code) {
        return store.find(TypedCode.of(code).toLowerCase(Locale.ROOT)).map(PersonCardStore.Sealed::card);
    }

    /** An administrator says that these are two people. Asked again, nothing more is asked. */
    Answer<List<Namesake>> say(Actor actor, String code, String otherCode) {
        if (!actor.may(Verb.PEOPLE_WRITE)) return new Answer.Forbidden<>();
        return transactions.as(actor, () -> {
            PersonCard one = find(code).orElse(null);
            PersonCard other = find(otherCode).orElse(null);
            if (one == null || other == null) return new Answer.NotFound<>();
            if (Set.of(one.personId(), other.personId()).contains(actor.personId()))
                return Answer.Refused.because("main", "access.to-oneself");
            Namesake namesake = store.namesakes(one.personId()).stream()
                    .filter(it -> it.code().equals(other.code()))
                    .findFirst()
                    .orElse(null);
            if (namesake == null) return Answer.Refused.because("main", "access.not-alike");
            if (namesake.state() == Namesake.State.OPEN) ask(actor, one, other);
            return new Answer.Done<>(store.namesakes(one.personId()));
        });
    }

    private void ask(Actor actor, PersonCard one, PersonCard other) {
        UUID id = Ids.next();
        store.tellApart(id, one.personId(), other.personId());
        decisions.propose(actor, Proposal.of(KIND, id, 1).writtenBy(Set.of(one.personId(), other.personId())));
        note(actor, "access.told-apart-asked", one.code(), other.code());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return store.toldApart(decision.subject())
                .map(two -> new Shown(
                        two.getFirst(),
                        null,
                        List.of(
                                Shown.Field.text("access.told-apart.one", null, account(actor, two.getFirst())),
                                Shown.Field.text("access.told-apart.other", null, account(actor, two.getLast())))));
    }

    private String account(Actor actor, String code) {
        return called.account(actor, code)
                .map(one -> code + ", " + one.name() + ", " + one.organisation())
                .orElse(code);
    }

    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        List<String> two = store.toldApart(decision.subject()).orElse(null);
        if (two == null) return new Verdict.NotFound();
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (verdict instanceof Verdict.Done)
            note(
                    actor,
                    agreed ? "access.told-apart-agreed" : "access.told-apart-refused",
                    two.getFirst(),
                    two.getLast());
        return verdict;
    }

    private void note(Actor actor, String act, String one, String other) {
        events.publishEvent(new Acted(actor, act, Map.of("person", one, "other", other)));
    }
}
