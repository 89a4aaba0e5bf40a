package org.akoma.ground.people;

import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.ChangeOutcome;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Deputy;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Supervisors of other structures who decide what the only one of a structure proposed ({@code trust.md 2}): named by an administrator
 * or a deputy of the structure, in force for 90 days once a second person agreed. Its own supervisors do not choose who decides what they propose.
 */
@Service
class Deputies implements Decidable {

    static final String KIND = "DEPUTY";

    private final DeputyStore store;
    private final Decisions decisions;
    private final Organisations organisations;
    private final People people;
    private final AccountParts parts;
    private final ActorTransactions transactions;
    private final ApplicationEventPublisher events;

    Deputies(
            DeputyStore store,
            Decisions decisions,
            Organisations organisations,
            People people,
            AccountParts parts,
            ActorTransactions transactions,
            ApplicationEventPublisher events) {
        this.parts = parts;
        this.store = store;
        this.decisions = decisions;
        this.organisations = organisations;
        this.people = people;
        this.transactions = transactions;
        this.events = events;
    }

    /** What can come of naming one. */
    sealed interface Result {
        record Done(Deputy deputy) implements Result {}

        record Forbidden() implements Result {}

        record Refused(FieldError why) implements Result {}
    }

    /** Those who run or wait: for a supervisor, of the structures that they decide for; of every one for the others. */
    List<Deputy> running(Actor actor) {
        return transactions.as(
                actor,
                () -> actor.is(Role.CASE_SUPERVISOR)
                        ? store.running(actor.organisationId(), actor.personId())
                        : store.running());
    }

    /** The structures for which the actor may name one: for a supervisor those whose deputy they are. */
    List<String> structures(Actor actor) {
        return transactions.as(
                actor,
                () -> organisations.allToday().stream()
                        .filter(one -> one.kind().employs(Role.CASE_SUPERVISOR) && mayName(actor, one))
                        .map(Organisation::code)
                        .toList());
    }

    private boolean mayName(Actor actor, Organisation structure) {
        return Deputy.namedBy(actor)
                || actor.is(Role.CASE_SUPERVISOR)
                        && !structure.id().equals(actor.organisationId())
                        && store.isDeputy(actor.personId(), structure.id());
    }

    /**
     * @param structure code; a supervisor names one for those whose deputy they are
     * @param username of the deputy
     */
    Result name(Actor actor, String structure, String username) {
        if (!Deputy.namedBy(actor) && !actor.is(Role.CASE_SUPERVISOR)) return new Result.Forbidden();
        return transactions.as(actor, () -> {
            Organisation organisation = organisations.find(structure).orElse(null);
            if (organisation == null) return new Result.Refused(FieldError.of("structure", "access.no-organisation"));
            if (!mayName(actor, organisation)) return new Result.Forbidden();
            if (!organisation.kind().employs(Role.CASE_SUPERVISOR))
                return new Result.Refused(FieldError.of("structure", "access.deputy-of-police"));
            Person person = people.find(username).orElse(null);
            UUID id = Ids.next();
            if (person != null && store.isFocalPoint(person.id(), organisation.id()))
                return new Result.Refused(FieldError.of("person", "access.deputy-focal-point"));
            if (person == null || !store.name(id, organisation.id(), person.id()))
                return new Result.Refused(FieldError.of("person", "access.no-deputy"));
            decisions.propose(actor, Proposal.of(KIND, id, 1).writtenBy(Set.of(person.id())));
            note(actor, "access.deputy-named", organisation.code(), person.code());
            return new Result.Done(store.find(id).orElseThrow());
        });
    }

    /** Ends it now. */
    ChangeOutcome end(Actor actor, UUID id) {
        if (!Deputy.readBy(actor)) return ChangeOutcome.FORBIDDEN;
        return transactions.as(actor, () -> {
            Deputy deputy = store.find(id).orElse(null);
            if (deputy == null) return ChangeOutcome.NOT_FOUND;
            if (deputy.agreed() && store.isNeeded(deputy)) return ChangeOutcome.SUCCESSOR_FIRST;
            if (!store.end(id)) return ChangeOutcome.FORBIDDEN;
            decisions.waiting(KIND, id).ifPresent(waiting -> decisions.withdraw(actor, waiting.id()));
            note(actor, "access.deputy-ended", deputy.structure(), deputy.person());
            return ChangeOutcome.DONE;
        });
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return store.find(decision.subject())
                .map(deputy -> new Shown(
                        deputy.structure(),
                        "/deputies",
                        List.of(
                                Shown.Field.code(
                                        "access.organisation", Shown.STRUCTURE, deputy.structure(), deputy.structure()),
                                parts.kind(null, deputy.structure()),
                                Shown.Field.code("deputies.person", Shown.PERSON, null, deputy.person()),
                                Shown.Field.code("deputies.home", Shown.STRUCTURE, null, deputy.personsStructure()),
                                parts.kind(null, deputy.personsStructure()),
                                Shown.Field.day("access.until", null, deputy.lastDay()))));
    }

    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Deputy deputy = store.find(decision.subject()).orElse(null);
        if (deputy == null) return new Verdict.NotFound();
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Verdict.Done)) return verdict;
        if (!agreed) store.end(deputy.id());
        note(actor, agreed ? "access.deputy-agreed" : "access.deputy-refused", deputy.structure(), deputy.person());
        return verdict;
    }

    @Override
    public void withdrawn(Actor actor, Decision decision) {
        store.end(decision.subject());
    }

    private void note(Actor actor, String act, String structure, String person) {
        events.publishEvent(
                new Acted(actor, act, Map.of("organisation", structure, "person", person.toUpperCase(Locale.ROOT))));
    }

    /**
     * Name a supervisor of another structure who decides what the only supervisor of this one proposed.
     *
     * @param structure code
     * @param person code of the supervisor
     */
    @InputForm(name = "access.name-deputy", labels = "deputies")
    record NameDeputy(
            @Field(label = "access.organisation", example = "NGO-A") @Size(max = Form.SHORT_TEXT)
            String structure,

            @Field(example = "SUP-02") @Size(max = Form.SHORT_TEXT)
            String person) {}
}
