package org.akoma.enforcement.operations;

import static org.akoma.ground.access.Verb.OPERATION_APPROVE;
import static org.akoma.ground.access.Verb.OPERATION_READ;
import static org.akoma.ground.access.Verb.OPERATION_RECORD;
import static org.akoma.ground.access.Verb.OPERATION_WRITE;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.Ids;
import org.akoma.airlock.slips.CareRequest;
import org.akoma.airlock.slips.CareRequests;
import org.akoma.airlock.slips.Slip;
import org.akoma.airlock.slips.SlipStatus;
import org.akoma.airlock.slips.Slips;
import org.akoma.airlock.slips.SlipsSentBack;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Rescue operations and their sites. What was published about them is in {@link PublishedFigures}. */
@Service
public class Operations {

    private final ActorTransactions transactions;
    private final OperationStore store;
    private final ScreeningStore screenings;
    private final Participants participants;
    private final Grants grants;
    private final Vault vault;
    private final Journal journal;
    private final CareRequests care;
    private final Slips slips;
    private final SlipsSentBack sentBack;
    private final Clock clock;
    private final SentCommands sent;
    private final PoliceCorrections corrections;
    private final ApplicationEventPublisher events;

    Operations(
            ActorTransactions transactions,
            OperationStore store,
            ScreeningStore screenings,
            Participants participants,
            Grants grants,
            Vault vault,
            Journal journal,
            CareRequests care,
            Slips slips,
            SlipsSentBack sentBack,
            Clock clock,
            SentCommands sent,
            PoliceCorrections corrections,
            ApplicationEventPublisher events) {
        this.screenings = screenings;
        this.corrections = corrections;
        this.events = events;
        this.sent = sent;
        this.transactions = transactions;
        this.store = store;
        this.participants = participants;
        this.grants = grants;
        this.vault = vault;
        this.journal = journal;
        this.care = care;
        this.slips = slips;
        this.sentBack = sentBack;
        this.clock = clock;
    }

    /** Empty when there is none, or none for the caller. Opening it is journalled. */
    public Optional<Operation> open(Actor actor, String code) {
        return transactions.as(actor, () -> {
            Optional<Operation> found = find(actor, code);
            found.ifPresent(one -> journal.note(one.id(), Section.STATUS, "operations.opened", Map.of()));
            return found;
        });
    }

    /** As {@link #open}, without a trace: for choosing among operations, not for reading one. */
    public Optional<Operation> find(Actor actor, String code) {
        return actor.may(OPERATION_READ) ? transactions.as(actor, () -> store.find(code)) : Optional.empty();
    }

    /**
     * The operations that the caller holds: those that run, then the others, each newest first.
     *
     * @param before the last of the page before, or null
     */
    public List<Operation> list(Actor actor, @Nullable UUID before, int limit) {
        return actor.may(OPERATION_READ) ? transactions.as(actor, () -> store.list(before, limit)) : List.of();
    }

    /** Call inside an actor's transaction. Empty when there is none, or none for the caller. */
    public Optional<Operation> visible(String code) {
        return store.find(code);
    }

    /** Numbers within an operation are given one at a time until the end of the transaction. */
    public void alone(Operation operation) {
        store.alone(operation.id());
    }

    public List<Site> sites(Actor actor, Operation operation) {
        return actor.may(OPERATION_READ) ? transactions.as(actor, () -> store.sites(operation.id())) : List.of();
    }

    /** Whether a structure that takes part has an officer, who alone writes hand-over slips. */
    boolean haveOfficers(Actor actor, Operation operation) {
        return participants.haveOfficers(actor, operation.plan());
    }

    /** Who may start the operation, as code and structure. */
    List<String> coordinators(Actor actor, Operation operation) {
        if (!actor.may(OPERATION_READ)) return List.of();
        return transactions.as(
                actor,
                () -> participants
                        .coordinators(operation)
                        .map(one -> one.code() + " (" + one.organisation() + ")")
                        .sorted()
                        .toList());
    }

    public PlanOperation.Result plan(Actor actor, PlanOperation command) {
        if (!actor.may(OPERATION_RECORD)) return new PlanOperation.Result.Forbidden();
        return transactions.as(actor, () -> {
            Optional<Operation> before = store.find(command.id());
            if (before.isPresent())
                return sent.isSame(command.id(), command)
                        ? new PlanOperation.Result.Planned(before.get())
                        : new PlanOperation.Result.OtherContent();
            String wrong = participants.notPolice(command.plan().participants());
            if (wrong != null) return new PlanOperation.Result.NotPolice(wrong);
            Set<String> taking =
                    participants.withOwnCoordination(actor, command.plan().participants());
            if (store.isCodeTaken(command.code())) return new PlanOperation.Result.CodeTaken();
            Set<String> coordinating = actor.may(OPERATION_APPROVE) ? Set.of() : participants.coordinating();
            if (!actor.may(OPERATION_APPROVE) && Collections.disjoint(coordinating, taking))
                return new PlanOperation.Result.NobodyStarts(List.copyOf(coordinating));
            UUID id = command.id();
            List<Grant> first = new ArrayList<>();
            first.add(grants.starting(
                    id, Grant.Kind.PERSON, actor.personId(), Section.ALL, true, null, Grant.Reason.OPERATION));
            first.addAll(participants.grants(id, taking));
            grants.open(actor, id, first);
            vault.open(id);
            store.insert(id, command.code(), command.plan());
            if (command.site() != null)
                store.insertSite(
                        id,
                        new Site(
                                Ids.next(),
                                command.site(),
                                command.plan().sectors().getFirst(),
                                command.place(),
                                1));
            sent.keep(id, command);
            ask(id, command.code(), command.plan());
            journal.note(id, Section.STATUS, "operations.planned", facts(command.plan()));
            return new PlanOperation.Result.Planned(store.find(id).orElseThrow());
        });
    }

    public ChangeOperation.Result change(Actor actor, ChangeOperation command) {
        return transactions.as(actor, () -> {
            Operation now = find(actor, command.code()).orElse(null);
            if (now == null) return new ChangeOperation.Result.NotFound();
            if (!actor.may(OPERATION_WRITE)) return new ChangeOperation.Result.Forbidden();
            if (now.version() != command.version()) return new ChangeOperation.Result.Changed(now);
            OperationPlan plan = command.plan();
            String wrong = participants.notPolice(plan.participants());
            if (wrong != null) return new ChangeOperation.Result.NotPolice(wrong);
            if (now.status() == OperationStatus.RUNNING && !plan.asksNoMoreThan(now.plan())
                    || now.status() == OperationStatus.CLOSED && !plan.keepsCareOf(now.plan()))
                return new ChangeOperation.Result.CareMissing();
            if (!store.update(
                    now.id(),
                    command.version(),
                    plan,
                    plan.area().equals(now.plan().area()))) return new ChangeOperation.Result.Changed(now);
            if (now.status() == OperationStatus.PLANNED) ask(now.id(), now.code(), plan);
            participants.share(actor, now, plan.participants());
            journal.note(now.id(), Section.STATUS, "operations.changed", changes(now.plan(), plan));
            if (now.status() == OperationStatus.CLOSED)
                corrections.note(actor, now, Section.STATUS, now.code(), Set.of());
            return new ChangeOperation.Result.Done(store.find(now.id()).orElseThrow());
        });
    }

    /** Places that care can hold, where it said that they are fewer than was asked for. */
    Optional<Integer> offered(Actor actor, Operation operation) {
        return operation.status() == OperationStatus.PLANNED && operation.plan().careConfirmedBy() != null
                ? care.of(actor, operation.id()).map(CareRequest::offered)
                : Optional.empty();
    }

    /** The structure that is named is asked; it confirms with an account of its own. */
    private void ask(UUID id, String code, OperationPlan plan) {
        if (plan.careConfirmedBy() != null)
            care.ask(
                    id,
                    code,
                    plan.careConfirmedBy(),
                    plan.country(),
                    plan.startsOn(),
                    plan.expectedChildren(),
                    plan.careCapacity());
    }

    public MoveOperation.Result move(Actor actor, MoveOperation command) {
        return transactions.as(actor, () -> {
            Operation now = find(actor, command.code()).orElse(null);
            if (now == null) return new MoveOperation.Result.NotFound();
            if (!actor.may(OPERATION_APPROVE)) return new MoveOperation.Result.Forbidden();
            if (command.to().ordinal() != now.status().ordinal() + 1)
                return new MoveOperation.Result.NotNow(now.status());
            if (now.version() != command.version()) return new MoveOperation.Result.Changed(now);
            OperationPlan plan = now.plan();
            if (command.to() == OperationStatus.RUNNING && !plan.hasCare()) {
                String asked = plan.careConfirmedBy();
                return asked != null && plan.careCapacity() >= plan.expectedChildren()
                        ? new MoveOperation.Result.CareUnconfirmed(asked)
                        : new MoveOperation.Result.CareMissing(plan.expectedChildren(), plan.careCapacity());
            }
            if (command.to() == OperationStatus.RUNNING && !participants.haveOfficers(actor, plan))
                return new MoveOperation.Result.NoOfficers();
            List<String> left = command.to() == OperationStatus.CLOSED ? screenings.unhanded(now.id()) : List.of();
            if (!left.isEmpty()) return new MoveOperation.Result.ChildrenWithoutSlip(left);
            List<String> back = command.to() == OperationStatus.CLOSED ? sentBack.numbersOf(now.id()) : List.of();
            if (!back.isEmpty()) return new MoveOperation.Result.ChildrenSentBack(back);
            if (!store.move(now.id(), command.version(), command.to(), clock.instant()))
                return new MoveOperation.Result.Changed(now);
            String act = command.to() == OperationStatus.RUNNING ? "operations.started" : "operations.closed";
            journal.note(now.id(), Section.STATUS, act, Map.of());
            if (command.to() == OperationStatus.RUNNING)
                Notification.others(participants.working(now), actor.personId(), Notification.TASK)
                        .map(ring -> ring.of(now.id()))
                        .ifPresent(events::publishEvent);
            return new MoveOperation.Result.Moved(store.find(now.id()).orElseThrow());
        });
    }

    /** What is asked before an operation ends. */
    MoveOperation.Ending ending(Actor actor, Operation operation) {
        UUID id = operation.id();
        return transactions.as(
                actor,
                () -> new MoveOperation.Ending(
                        screenings.unhanded(id),
                        sentBack.of(actor, id),
                        screenings.undecided(id),
                        numbers(actor, id, SlipStatus.OPEN),
                        numbers(actor, id, SlipStatus.SIGNED_BY_OFFICER)));
    }

    private List<String> numbers(Actor actor, UUID operation, SlipStatus status) {
        return slips.list(actor, operation, status, null, 200).stream()
                .map(Slip::number)
                .toList();
    }

    public AddSite.Result addSite(Actor actor, AddSite command) {
        return transactions.as(actor, () -> {
            Operation operation = find(actor, command.operation()).orElse(null);
            if (operation == null) return new AddSite.Result.NotFound();
            if (!actor.may(OPERATION_RECORD)) return new AddSite.Result.Forbidden();
            Site site = new Site(Ids.next(), command.code(), command.sector(), command.place(), 1);
            if (!store.insertSite(operation.id(), site)) return new AddSite.Result.CodeTaken();
            journal.note(operation.id(), Section.STATUS, "operations.site-added", Map.of("site", site.code()));
            return new AddSite.Result.Added(site);
        });
    }

    Corrected<Site> correct(Actor actor, CorrectSite command) {
        return transactions.as(actor, () -> {
            Operation operation = find(actor, command.operation()).orElse(null);
            Site site = operation == null
                    ? null
                    : store.findSite(operation.id(), command.site()).orElse(null);
            if (operation == null || site == null) return new Corrected.NotFound<>();
            if (!actor.may(OPERATION_WRITE)) return new Corrected.Forbidden<>();
            if (site.version() != command.version() || !store.updateSite(operation.id(), site, command))
                return new Corrected.Overtaken<>(site);
            corrections.note(actor, operation, Section.STATUS, site.code(), Set.of());
            return new Corrected.Done<>(
                    store.findSite(operation.id(), site.code()).orElseThrow());
        });
    }

    Optional<Site> site(Actor actor, Operation operation, String code) {
        if (!actor.may(OPERATION_READ)) return Optional.empty();
        return transactions.as(actor, () -> store.findSite(operation.id(), code));
    }

    /** What was corrected of the plan and of the sites. Call inside an actor's transaction. */
    List<Correction> corrected(Operation operation) {
        UUID id = operation.id();
        Stream<Correction> plan = corrections.of(id, "operation", id, null, store.planColumns(id)).stream();
        Stream<Correction> sites = store.sites(id).stream()
                .filter(one -> one.version() > 1)
                .flatMap(one ->
                        corrections.of(id, "site", one.id(), one.code(), store.siteColumns(id, one.id())).stream());
        return Stream.concat(plan, sites).toList();
    }

    private static Map<String, Object> facts(OperationPlan plan) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("country", plan.country());
        facts.put("startsOn", plan.startsOn().toString());
        facts.put("expectedChildren", plan.expectedChildren());
        facts.put("careCapacity", plan.careCapacity());
        facts.put("participants", plan.participants().stream().sorted().toList());
        return facts;
    }

    private static Map<String, Object> changes(OperationPlan before, OperationPlan after) {
        Map<String, Object> was = OperationForm.fields(before);
        Map<String, Object> is = OperationForm.fields(after);
        Map<String, Object> changed = new LinkedHashMap<>();
        is.forEach((field, value) -> {
            if (!value.equals(was.get(field)))
                changed.put(field, List.of(String.valueOf(was.get(field)), String.valueOf(value)));
        });
        return changed;
    }
}
