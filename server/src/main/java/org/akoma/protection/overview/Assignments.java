package org.akoma.protection.overview;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Matter;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Whose file it is: a supervisor gives it to a worker, and the grants follow. Who supervises it stays: see {@link Supervisors}. */
@Service
public class Assignments {

    private final CaseWork work;
    private final CaseFiles files;
    private final CaseloadStore caseloads;
    private final People people;
    private final Policies policies;
    private final Journal journal;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Assignments(
            CaseWork work,
            CaseFiles files,
            CaseloadStore caseloads,
            People people,
            Policies policies,
            Journal journal,
            ApplicationEventPublisher events,
            Clock clock) {
        this.work = work;
        this.files = files;
        this.caseloads = caseloads;
        this.people = people;
        this.policies = policies;
        this.journal = journal;
        this.events = events;
        this.clock = clock;
    }

    /** A worker who may take a file, with how many open files they have. */
    public record Candidate(Person worker, long files, boolean tooMany) {}

    /** The other workers of the file's structure, by code; empty for who may not give the file away. */
    public List<Candidate> candidates(Actor actor, String code) {
        if (!actor.may(Verb.CASE_ASSIGN)) return List.of();
        return work.peek(actor, code, Section.STATUS, file -> {
                    Map<UUID, Long> load = caseloads.all();
                    return people.withRole(Role.CASE_WORKER).stream()
                            .filter(worker -> worker.organisationId().equals(file.organisationId())
                                    && !worker.id().equals(file.workerId())
                                    && !worker.id().equals(file.supervisorId()))
                            .map(worker -> candidate(worker, load.getOrDefault(worker.id(), 0L)))
                            .toList();
                })
                .orElse(List.of());
    }

    private Candidate candidate(Person worker, long files) {
        return new Candidate(worker, files, files >= policies.count("caseload.max"));
    }

    /** Inside the structure only; to another one a file goes by a transfer (trust.md G3, G4). The database holds it. */
    public Outcome<AssignCase.Assigned> assign(Actor actor, String code, AssignCase command) {
        return work.onAny(actor, code, Verb.CASE_ASSIGN, Section.STATUS, file -> {
            if (work.onlyByEmergency(file)) return CaseWork.byEmergency();
            Person worker = people.find(command.worker())
                    .filter(person -> person.roles().contains(Role.CASE_WORKER))
                    .orElse(null);
            if (worker == null) return Outcome.Refused.because("worker", "cases.no-such-worker");
            return switch (hand(file, worker)) {
                case DONE -> new Outcome.Done<>(assigned(actor, file, worker));
                case FORBIDDEN -> new Outcome.Forbidden<>();
                case NO_WORKER -> Outcome.Refused.because("worker", "cases.no-such-worker");
                case ELSEWHERE -> Outcome.Refused.because("worker", "cases.worker-elsewhere");
                case ALREADY -> Outcome.Refused.because("worker", "cases.worker-already");
                case SUPERVISES -> Outcome.Refused.because("worker", "cases.worker-supervises");
            };
        });
    }

    private AssignCase.Hands hand(CaseFile file, Person worker) {
        return files.hand(
                file.id(),
                worker.id(),
                clock.instant(),
                () -> caseloads.assign(file.id(), worker.id()),
                AssignCase.Hands.DONE::equals);
    }

    /** Notifies the worker before, the worker now, and their supervisors. */
    private AssignCase.Assigned assigned(Actor actor, CaseFile before, Person worker) {
        String last = people.codes(List.of(before.workerId())).getOrDefault(before.workerId(), "");
        journal.note(before.id(), Section.STATUS, "cases.assigned", Map.of("worker", List.of(last, worker.code())));
        Set<UUID> concerned = new HashSet<>(List.of(before.workerId(), worker.id()));
        if (before.supervisorId() != null) concerned.add(before.supervisorId());
        files.find(before.id()).map(CaseFile::supervisorId).ifPresent(concerned::add);
        Notification.others(concerned, actor.personId(), Notification.TASK)
                .map(ring -> ring.onFile(before.id(), Matter.ASSIGNED))
                .ifPresent(events::publishEvent);
        long load = caseloads.all().getOrDefault(worker.id(), 0L);
        return new AssignCase.Assigned(worker.code(), load, load > policies.count("caseload.max"));
    }
}
