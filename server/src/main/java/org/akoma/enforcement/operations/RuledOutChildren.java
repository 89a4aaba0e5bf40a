package org.akoma.enforcement.operations;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who was recorded as a child is said to be an adult, no victim, or no confirmed victim any more by two people ({@code trust.md 2}): a coordinator who
 * did not record them asks, with a reason, and another officer or coordinator of the operation agrees.
 */
@Component
class RuledOutChildren implements Decidable {

    static final String KIND = "CHILD_RULED_OUT";

    private final Decisions decisions;
    private final OperationStore operations;
    private final ScreeningStore store;
    private final Journal journal;
    private final Clock clock;

    RuledOutChildren(
            Decisions decisions, OperationStore operations, ScreeningStore store, Journal journal, Clock clock) {
        this.decisions = decisions;
        this.operations = operations;
        this.store = store;
        this.journal = journal;
        this.clock = clock;
    }

    /** Call inside an actor's transaction. */
    DecideScreening.Result ask(Actor actor, Operation operation, Screened person, DecideScreening command) {
        if (decisions.waitsOfAnother(KIND, person.id())) return new DecideScreening.Result.AskedByAnother();
        Decision asked = decisions.propose(
                actor,
                Proposal.of(KIND, person.id(), person.version())
                        .because(Objects.requireNonNull(command.reason()))
                        .with(Map.of(
                                "status",
                                command.status().name(),
                                "organisation",
                                actor.organisation(),
                                "by",
                                actor.code()))
                        .writing(Map.of("status", command.status().name())));
        note(operation, person, "operations.rule-out-asked", command.status());
        return new DecideScreening.Result.Asked(asked.id());
    }

    Verdict agree(Actor actor, UUID decision) {
        return decisions
                .find(decision)
                .map(one -> decide(actor, one, true, null))
                .orElseGet(Verdict.NotFound::new);
    }

    /** What waits about this person, for who asked or may answer. */
    Optional<Decision> waiting(Screened person) {
        return decisions.waiting(KIND, person.id());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Set<String> needs() {
        return Set.of("status", "organisation", "by");
    }

    private record Met(Operation operation, Screened person) {
        String address() {
            return "/operations/" + operation.code() + "/persons/" + person.code();
        }
    }

    private Optional<Met> met(Decision decision) {
        return store.operationOf(decision.subject())
                .flatMap(operations::find)
                .flatMap(found -> store.find(found.id(), decision.subject()).map(person -> new Met(found, person)));
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return met(decision)
                .map(met -> new Shown(
                        met.operation().code() + " " + met.person().code(), met.address(), fields(met, decision)));
    }

    /** What is known of the person stays; only the status would be another. */
    private static List<Shown.Field> fields(Met met, Decision decision) {
        Screened person = met.person();
        ScreeningStatus wanted = wanted(decision);
        String before = person.status() == wanted ? null : person.status().name();
        String appears = person.appears().name();
        String age = String.valueOf(person.apparentAge());
        return List.of(
                Shown.Field.code("operations.state", "victim-status", before, wanted.name()),
                Shown.Field.code("operations.appears", "operations.appears", appears, appears),
                Shown.Field.code("operations.sex", "sex", person.sex(), person.sex()),
                Shown.Field.text("operations.age", age, age),
                Shown.Field.text("operations.decided-for", null, field(decision, "organisation")));
    }

    @Override
    public Optional<String> title(Actor actor, Decision decision) {
        return met(decision)
                .map(met -> met.operation().code() + " " + met.person().code());
    }

    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Met met = met(decision).orElse(null);
        if (met == null) return new Verdict.NotFound();
        operations.alone(met.operation().id());
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Verdict.Done)) return verdict;
        ScreeningStatus wanted = wanted(decision);
        if (agreed)
            store.decide(
                    met.operation().id(),
                    met.person(),
                    new Screened.Decision(
                            wanted,
                            field(decision, "by"),
                            field(decision, "organisation"),
                            clock.instant(),
                            actor.code(),
                            decision.why()),
                    null,
                    null);
        note(met.operation(), met.person(), agreed ? "operations.ruled-out" : "operations.rule-out-refused", wanted);
        return verdict;
    }

    /** The form on which it was asked. */
    @Override
    public Optional<String> again(Actor actor, Decision decision) {
        return met(decision).map(Met::address);
    }

    private static ScreeningStatus wanted(Decision decision) {
        return ScreeningStatus.valueOf(field(decision, "status"));
    }

    private static String field(Decision decision, String name) {
        return String.valueOf(decision.fields().get(name));
    }

    private void note(Operation operation, Screened person, String act, ScreeningStatus wanted) {
        journal.note(operation.id(), Section.STATUS, act, Map.of("person", person.code(), "status", wanted.name()));
    }
}
