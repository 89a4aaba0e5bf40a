package org.akoma.cases;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.akoma.access.Actor;
import org.akoma.access.Entry;
import org.akoma.access.Grant;
import org.akoma.access.Grants;
import org.akoma.access.People;
import org.akoma.access.Person;
import org.akoma.access.Role;
import org.akoma.access.Section;
import org.akoma.access.Verb;
import org.akoma.journal.Journal;
import org.akoma.reference.Policies;
import org.springframework.stereotype.Service;

/** Whose file it is: a supervisor gives it to a worker, and the grants follow. */
@Service
public class Assignments {

    private final CaseWork work;
    private final Entry entry;
    private final CaseStore files;
    private final CaseloadStore caseloads;
    private final Grants grants;
    private final People people;
    private final Policies policies;
    private final Journal journal;
    private final Clock clock;

    Assignments(
            CaseWork work,
            Entry entry,
            CaseStore files,
            CaseloadStore caseloads,
            Grants grants,
            People people,
            Policies policies,
            Journal journal,
            Clock clock) {
        this.work = work;
        this.entry = entry;
        this.files = files;
        this.caseloads = caseloads;
        this.grants = grants;
        this.people = people;
        this.policies = policies;
        this.journal = journal;
        this.clock = clock;
    }

    /** A worker who may take a file, with how many open files they have. */
    public record Candidate(Person worker, long files, boolean tooMany) {}

    /** Those to whom a file may be given, by code; empty for who may not give one. */
    public List<Candidate> candidates(Actor actor) {
        if (!actor.may(Verb.CASE_ASSIGN)) return List.of();
        return entry.as(actor, () -> {
            Map<UUID, Long> load = caseloads.all();
            return people.withRole(Role.CASE_WORKER).stream()
                    .map(worker -> candidate(worker, load.getOrDefault(worker.id(), 0L)))
                    .toList();
        });
    }

    private Candidate candidate(Person worker, long files) {
        return new Candidate(worker, files, files >= policies.count("caseload.max"));
    }

    public Outcome<AssignCase.Assigned> assign(Actor actor, String code, AssignCase command) {
        return work.onAny(actor, code, Verb.CASE_ASSIGN, Section.STATUS, file -> {
            if (work.onlyByEmergency(file)) return new Outcome.Forbidden<>();
            Optional<Person> worker = people.find(command.worker())
                    .filter(person -> person.roles().contains(Role.CASE_WORKER));
            if (worker.isEmpty()) return Outcome.Refused.because("worker", "cases.no-such-worker");
            if (worker.get().id().equals(file.workerId()))
                return Outcome.Refused.because("worker", "cases.worker-already");
            move(actor, file, worker.get());
            long load = caseloads.all().getOrDefault(worker.get().id(), 0L);
            return new Outcome.Done<>(
                    new AssignCase.Assigned(worker.get().code(), load, load > policies.count("caseload.max")));
        });
    }

    /** New grants first, old ones last: the actor must hold the file while it moves, and may lose it by the move. */
    private void move(Actor actor, CaseFile file, Person worker) {
        grants.give(actor, beginning(file, worker).toArray(Grant[]::new));
        files.reassign(file.id(), worker.id(), worker.organisationId(), worker.supervisorId(), clock.instant());
        String before = people.find(file.workerId()).map(Person::code).orElse("");
        journal.note(file.id(), Section.STATUS, "cases.assigned", Map.of("worker", List.of(before, worker.code())));
        end(actor, file, worker);
    }

    private List<Grant> beginning(CaseFile file, Person worker) {
        List<Grant> first = new ArrayList<>();
        first.add(all(file, Grant.Kind.PERSON, worker.id(), Grant.Reason.ASSIGNMENT));
        if (!worker.organisationId().equals(file.organisationId()))
            first.add(all(file, Grant.Kind.ORGANISATION, worker.organisationId(), Grant.Reason.OWNING_STRUCTURE));
        UUID supervisor = worker.supervisorId();
        if (supervisor != null && !supervisor.equals(file.supervisorId()) && !supervisor.equals(worker.id()))
            first.add(all(file, Grant.Kind.PERSON, supervisor, Grant.Reason.SUPERVISION));
        return first;
    }

    private Grant all(CaseFile file, Grant.Kind kind, UUID grantee, Grant.Reason reason) {
        return grants.starting(file.id(), kind, grantee, Section.ALL, true, null, reason);
    }

    /** What the actor holds personally ends last, or the rest could no longer be ended. */
    private void end(Actor actor, CaseFile file, Person worker) {
        List<Runnable> ends = new ArrayList<>();
        if (!worker.organisationId().equals(file.organisationId()))
            ends.add(() -> grants.end(file.id(), file.organisationId(), Grant.Reason.OWNING_STRUCTURE));
        UUID supervisor = file.supervisorId();
        if (supervisor != null && !Objects.equals(supervisor, worker.supervisorId()))
            ends.add(
                    supervisor.equals(actor.personId()) ? ends.size() : 0,
                    () -> grants.end(file.id(), supervisor, Grant.Reason.SUPERVISION));
        ends.addFirst(() -> grants.end(file.id(), file.workerId(), Grant.Reason.ASSIGNMENT));
        ends.forEach(Runnable::run);
    }
}
