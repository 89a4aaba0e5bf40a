package org.akoma.protection.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.airlock.slips.AcceptSlip;
import org.akoma.airlock.slips.Slip;
import org.akoma.airlock.slips.Slips;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Matter;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.DangerWritten;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Children's files: open one, find one, and who works on it. What lies inside a file has facades of its own. */
@Service
public class Cases {

    public static final String REGISTERED = "cases.registered";

    private final CaseFiles store;
    private final Identities identities;
    private final ActorTransactions transactions;
    private final Grants grants;
    private final People people;
    private final Vault vault;
    private final Slips slips;
    private final Journal journal;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final Policies policies;
    private final Decisions decisions;
    private final CorrectionStore corrections;

    Cases(
            CaseFiles store,
            Identities identities,
            ActorTransactions transactions,
            Grants grants,
            People people,
            Vault vault,
            Slips slips,
            Journal journal,
            Clock clock,
            ApplicationEventPublisher events,
            Policies policies,
            Decisions decisions,
            CorrectionStore corrections) {
        this.corrections = corrections;
        this.policies = policies;
        this.decisions = decisions;
        this.events = events;
        this.store = store;
        this.identities = identities;
        this.transactions = transactions;
        this.grants = grants;
        this.people = people;
        this.vault = vault;
        this.slips = slips;
        this.journal = journal;
        this.clock = clock;
    }

    /** The file, when it exists for the actor. Not journalled: see {@link #read}. */
    public Optional<CaseFile> find(Actor actor, String code) {
        return actor.may(Verb.CASE_READ) ? transactions.as(actor, () -> store.find(code)) : Optional.empty();
    }

    /** A file that an event names, in the caller's transaction; nothing when it does not exist for them. */
    public Optional<CaseFile> find(UUID file) {
        return store.find(file);
    }

    /** The file that was opened under this id, when it exists for who may open files. */
    public Optional<CaseFile> opened(Actor actor, UUID id) {
        return actor.may(Verb.CASE_OPEN) ? transactions.as(actor, () -> store.find(id)) : Optional.empty();
    }

    /** Opens the file to read it: the reading is journalled. */
    public Optional<CaseFile> read(Actor actor, String code) {
        return transactions.as(actor, () -> {
            Optional<CaseFile> found = find(actor, code);
            found.ifPresent(file -> journal.note(file.id(), Section.STATUS, "cases.read", Map.of()));
            return found;
        });
    }

    /**
     * Keeps the day on which the child is next to be seen, in the caller's transaction.
     *
     * @param day null = none is planned
     */
    public void expectVisit(UUID file, @Nullable LocalDate day) {
        LocalDate due = store.find(file).orElseThrow().nextVisitDue();
        if (!Objects.equals(due, day)) store.turn(file, CaseFiles.Turn.NEXT_VISIT, day, clock.instant());
    }

    /** Opens a file for a child, with its key, its first grants and its first entry in the journal: all or nothing. */
    public OpenCase.Result open(Actor actor, OpenCase command) {
        return transactions.as(actor, () -> {
            if (!actor.may(Verb.CASE_OPEN) && !actor.may(Verb.CASE_ASSIGN)) return new OpenCase.Result.Forbidden();
            if (store.find(command.id()).isPresent()) return new OpenCase.Result.AlreadyOpen();
            Person worker = worker(actor, command.workerId());
            if (worker == null) return new OpenCase.Result.NoSuchWorker();
            String slip = command.slipNumber();
            return slip == null ? register(actor, command, worker, null) : receive(actor, command, worker, slip);
        });
    }

    /** The slip is accepted in the same transaction, or no file is opened. */
    private OpenCase.Result receive(Actor actor, OpenCase command, Person worker, String number) {
        return switch (slips.accept(actor, new AcceptSlip(number, command.id()))) {
            case AcceptSlip.Result.Accepted(Slip slip) -> beside(actor, command, worker, slip);
            case AcceptSlip.Result.NotFound() -> new OpenCase.Result.NoSuchSlip();
            case AcceptSlip.Result.Forbidden() -> new OpenCase.Result.Forbidden();
            case AcceptSlip.Result.NotSigned() -> new OpenCase.Result.SlipRefused("cases.slip-not-signed");
            case AcceptSlip.Result.AlreadyAccepted() -> new OpenCase.Result.SlipRefused("cases.slip-accepted");
            case AcceptSlip.Result.AlreadyRefused() -> new OpenCase.Result.SlipRefused("cases.slip-refused");
        };
    }

    /** Where the registration moves what both sides signed on the slip, the file begins as the slip says and a supervisor decides ({@link AgainstSlip}). */
    private OpenCase.Result beside(Actor actor, OpenCase typed, Person worker, Slip slip) {
        OpenCase command = new AgainstSlip(typed, slip).known();
        AgainstSlip against = new AgainstSlip(command, slip);
        CaseFile wanted = command.file("", actor.personId(), worker, slip, clock.instant());
        if (!against.needsTwo(wanted, LocalDate.now(clock), policies)) {
            OpenCase.Result opened = register(actor, command, worker, slip);
            if (!AgainstSlip.differences(slip, wanted.sex(), wanted.ageAtRescue())
                            .isEmpty()
                    && wanted.supervisorId() != null)
                Notification.others(Set.of(wanted.supervisorId()), actor.personId(), Notification.TASK)
                        .map(ring -> ring.onFile(wanted.id(), Matter.SLIP_DIFFERS))
                        .ifPresent(events::publishEvent);
            return opened;
        }
        OpenCase.Result opened = register(actor, against.asOnSlip(), worker, slip);
        if (opened instanceof OpenCase.Result.Opened(CaseFile file)) {
            Decision asked = decisions.propose(
                    actor,
                    Proposal.onFile(Corrections.KIND, file.id(), file.id(), 1).with(against.proposed(file, wanted)));
            corrections.propose(asked.id(), Particulars.of(wanted, null));
            journal.note(file.id(), Section.IDENTITY, "cases.age-correction-asked", Map.of());
        }
        return opened;
    }

    /** Who is to work on the file, under who supervises them now; null when they may not. */
    public @Nullable Person worker(Actor actor, @Nullable UUID wanted) {
        return people.find(wanted == null ? actor.personId() : wanted)
                .filter(person -> person.roles().contains(Role.CASE_WORKER)
                        || person.roles().contains(Role.CASE_SUPERVISOR))
                .map(people::underWhoLeads)
                .orElse(null);
    }

    private OpenCase.Result register(Actor actor, OpenCase command, Person worker, @Nullable Slip slip) {
        String code = command.code() == null ? store.nextCodes(1).getFirst() : command.code();
        CaseFile file = command.file(code, actor.personId(), worker, slip, clock.instant());
        grants.open(actor, file.id(), firstGrants(file));
        vault.open(file.id());
        store.insert(List.of(new CaseFiles.Opening(file, null, command.sourceDigest())));
        store.begin(List.of(file));
        identities.begin(file, command.identity());
        journal.note(file.id(), Section.STATUS, REGISTERED, facts(file));
        if (slip != null && slip.content().urgentMedical())
            events.publishEvent(new DangerWritten(file, DangerWritten.Where.SLIP, actor.personId()));
        return new OpenCase.Result.Opened(file);
    }

    public static Map<String, String> facts(CaseFile file) {
        return Map.of("code", file.code(), "country", file.country());
    }

    /** The worker, the supervisor, and those of the owning structure whose role reaches the whole of it. */
    public List<Grant> firstGrants(CaseFile file) {
        List<Grant> first = new ArrayList<>();
        first.add(all(file, Grant.Kind.PERSON, file.workerId(), Grant.Reason.ASSIGNMENT));
        first.add(all(file, Grant.Kind.ORGANISATION, file.organisationId(), Grant.Reason.OWNING_STRUCTURE));
        if (file.supervisorId() != null && !file.supervisorId().equals(file.workerId()))
            first.add(all(file, Grant.Kind.PERSON, file.supervisorId(), Grant.Reason.SUPERVISION));
        return first;
    }

    private Grant all(CaseFile file, Grant.Kind kind, UUID grantee, Grant.Reason reason) {
        return grants.starting(file.id(), kind, grantee, Section.ALL, true, null, reason);
    }
}
