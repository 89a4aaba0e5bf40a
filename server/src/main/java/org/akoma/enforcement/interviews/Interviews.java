package org.akoma.enforcement.interviews;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.enforcement.interviews.AssignInterview.Result;
import org.akoma.enforcement.operations.Operation;
import org.akoma.enforcement.operations.OperationStatus;
import org.akoma.enforcement.operations.Operations;
import org.akoma.enforcement.operations.Screened;
import org.akoma.enforcement.operations.Screenings;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * A child is interviewed once, by an officer of the operation whose certificate for it is valid, in plain clothes, with somebody beside the child
 * ({@code requirements.md 5}). The coordinator assigns it; who held it says so. The database holds all of it.
 */
@Service
class Interviews {

    private final InterviewStore store;
    private final Operations operations;
    private final Screenings screenings;
    private final People people;
    private final ActorTransactions transactions;
    private final SentCommands sent;
    private final Journal journal;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Interviews(
            InterviewStore store,
            Operations operations,
            Screenings screenings,
            People people,
            ActorTransactions transactions,
            SentCommands sent,
            Journal journal,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.operations = operations;
        this.screenings = screenings;
        this.people = people;
        this.transactions = transactions;
        this.sent = sent;
        this.journal = journal;
        this.events = events;
        this.clock = clock;
    }

    /** Of a person whom the actor sees, newest first. */
    List<Interview> of(Actor actor, Operation operation, Screened person) {
        if (!actor.may(Verb.OPERATION_READ)) return List.of();
        return transactions.as(actor, () -> store.of(operation.id(), person.id()));
    }

    /** Whether an interview of them may be assigned now. */
    boolean mayBeAssigned(Actor actor, Operation operation, Screened person) {
        return actor.may(Verb.OPERATION_WRITE)
                && operation.status() != OperationStatus.PLANNED
                && transactions.as(
                        actor,
                        () -> store.isChild(person.id())
                                && store.of(operation.id(), person.id()).stream()
                                        .allMatch(one -> one.cancelledAt() != null));
    }

    /** The officers of the operation, and whether each is certified today. */
    List<InterviewStore.Interviewer> interviewers(Actor actor, Screened person) {
        return transactions.as(actor, () -> store.interviewers(person.id(), clock.instant()));
    }

    List<InterviewStore.Waiting> waiting(Actor actor, int most) {
        return actor.may(Verb.OPERATION_READ) ? transactions.as(actor, () -> store.mine(most)) : List.of();
    }

    private record Met(Operation operation, Screened person) {}

    private @Nullable Met met(Actor actor, String operation, String person) {
        Operation found = operations.find(actor, operation).orElse(null);
        Screened met =
                found == null ? null : screenings.find(actor, found, person).orElse(null);
        return found == null || met == null ? null : new Met(found, met);
    }

    Result assign(Actor actor, String operation, String person, AssignInterview input) {
        return transactions.as(actor, () -> {
            Met met = met(actor, operation, person);
            if (met == null) return new Result.NotFound();
            if (!actor.may(Verb.OPERATION_WRITE)) return new Result.Forbidden();
            FieldError other = sent.refusal(input.id(), input);
            if (other != null) return new Result.Refused(other);
            List<Interview> before = store.of(met.operation().id(), met.person().id());
            for (Interview one : before) if (one.id().equals(input.id())) return new Result.Done(one);
            Person officer = people.find(input.officer()).orElse(null);
            FieldError wrong = wrong(met, before, officer, input);
            if (wrong != null) return new Result.Refused(wrong);
            UUID named = Objects.requireNonNull(officer).id();
            store.insert(met.operation().id(), met.person().id(), named, input);
            sent.keep(input.id(), input);
            note(met, "operations.interview-assigned", officer.code());
            Notification.others(Set.of(named), actor.personId(), Notification.TASK)
                    .ifPresent(events::publishEvent);
            return new Result.Done(
                    store.open(met.operation().id(), met.person().id()).orElseThrow());
        });
    }

    private @Nullable FieldError wrong(
            Met met, List<Interview> before, @Nullable Person officer, AssignInterview input) {
        if (met.operation().status() == OperationStatus.PLANNED
                || !store.isChild(met.person().id())) return FieldError.of("main", "operations.interview-of-child");
        if (before.stream().anyMatch(one -> one.cancelledAt() == null))
            return FieldError.of("main", "operations.interview-once");
        if (input.plannedAt().isBefore(met.person().screenedAt()))
            return FieldError.of("plannedAt", "operations.interview-before-met");
        if (officer == null) return FieldError.of("officer", "operations.interviewer-elsewhere");
        return switch (store.isInterviewer(officer.id(), met.person().id(), input.plannedAt())) {
            case "YES" -> null;
            case "NOT_CERTIFIED" -> FieldError.of("officer", "operations.interviewer-not-certified", officer.code());
            default -> FieldError.of("officer", "operations.interviewer-elsewhere");
        };
    }

    /** Says that it was held, by who held it or coordinates; or takes it off the calendar, by who coordinates. */
    Result end(Actor actor, String operation, String person, boolean held, @Nullable Integer version) {
        return transactions.as(actor, () -> {
            Met met = met(actor, operation, person);
            Interview open = met == null
                    ? null
                    : store.open(met.operation().id(), met.person().id()).orElse(null);
            if (met == null || open == null) return new Result.NotFound();
            boolean own = held && open.officer().equals(actor.code());
            if (!own && !actor.may(Verb.OPERATION_WRITE)) return new Result.Forbidden();
            if (version != null && version != open.version()) return new Result.Overtaken();
            UUID officer = people.find(open.officer()).orElseThrow().id();
            if (held && open.plannedAt().isAfter(clock.instant()))
                return Result.Refused.because("main", "operations.interview-over");
            if (held
                    && !store.isInterviewer(officer, met.person().id(), clock.instant())
                            .equals("YES"))
                return Result.Refused.because("main", "operations.interviewer-not-certified", open.officer());
            if (!store.end(open.id(), held, open.version())) return new Result.Overtaken();
            note(met, held ? "operations.interview-held" : "operations.interview-cancelled", open.officer());
            return new Result.Done(store.of(met.operation().id(), met.person().id()).stream()
                    .filter(one -> one.id().equals(open.id()))
                    .findFirst()
                    .orElseThrow());
        });
    }

    private void note(Met met, String act, String officer) {
        journal.note(
                met.operation().id(),
                Section.STATUS,
                act,
                Map.of("person", met.person().code(), "officer", officer));
    }
}
