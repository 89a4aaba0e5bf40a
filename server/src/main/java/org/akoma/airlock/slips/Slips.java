package org.akoma.airlock.slips;

import static org.akoma.ground.access.Verb.SLIP_READ;
import static org.akoma.ground.access.Verb.SLIP_RECEIVE;
import static org.akoma.ground.access.Verb.SLIP_WRITE;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.reference.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Hand-over slips, for both sides. */
@Service
public class Slips {

    /** A count beside a menu entry need not be exact beyond this. */
    private static final int COUNTED = 99;

    private final ActorTransactions transactions;
    private final SlipStore store;
    private final SettlementStore settlements;
    private final People people;
    private final Journal journal;
    private final Policies policies;
    private final Clock clock;
    private final SlipScenes scenes;
    private final ApplicationEventPublisher events;
    private final SentCommands sent;
    private final Decisions decisions;
    private final SlipsSentBack sentBack;

    Slips(
            ActorTransactions transactions,
            SlipStore store,
            SettlementStore settlements,
            People people,
            Journal journal,
            Policies policies,
            Clock clock,
            SlipScenes scenes,
            ApplicationEventPublisher events,
            SentCommands sent,
            Decisions decisions,
            SlipsSentBack sentBack) {
        this.sentBack = sentBack;
        this.decisions = decisions;
        this.sent = sent;
        this.events = events;
        this.transactions = transactions;
        this.store = store;
        this.settlements = settlements;
        this.people = people;
        this.journal = journal;
        this.policies = policies;
        this.clock = clock;
        this.scenes = scenes;
    }

    /** Empty when there is none, or none for the caller. */
    public Optional<Slip> find(Actor actor, String number) {
        if (!actor.may(SLIP_READ)) return Optional.empty();
        return transactions.as(actor, () -> store.find(number));
    }

    public Optional<Slip> find(Actor actor, UUID id) {
        if (!actor.may(SLIP_READ)) return Optional.empty();
        return transactions.as(actor, () -> store.find(id));
    }

    /**
     * Newest first: for the police those of their operations, for care those addressed to the caller or their structure.
     *
     * @param operation only those of this operation; police side only
     * @param before the last slip of the page before; null = from the start
     * @param limit 1 to 200
     */
    public List<Slip> list(
            Actor actor, @Nullable UUID operation, @Nullable SlipStatus status, @Nullable UUID before, int limit) {
        if (!actor.may(SLIP_READ)) return List.of();
        return transactions.as(
                actor,
                () -> isPolice(actor)
                        ? store.ofOperations(operation, status, before, limit)
                        : store.addressed(status, before, limit));
    }

    /** As {@link #find(Actor, String)}; the reading is journalled on the chain of who reads, which police and care each have. */
    Optional<Slip> open(Actor actor, String number) {
        return transactions.as(actor, () -> {
            Optional<Slip> found = find(actor, number);
            found.ifPresent(slip -> journal.noteOwn(actor, "slips.read", Map.of("slip", slip.number())));
            return found;
        });
    }

    /** A page of the list was read. */
    void noteListed(Actor actor, List<Slip> shown) {
        if (shown.isEmpty()) return;
        String numbers = shown.stream().map(Slip::number).collect(Collectors.joining(", "));
        transactions.doAs(actor, () -> journal.noteOwn(actor, "slips.listed", Map.of("slips", numbers)));
    }

    /** How many children are announced or handed to the caller and not yet received; at most 99. */
    public int waiting(Actor actor) {
        return actor.may(SLIP_RECEIVE) ? transactions.as(actor, () -> store.waiting(COUNTED)) : 0;
    }

    /** Sites where the caller may write slips. */
    public List<Scenes.Scene> scenes(Actor actor) {
        if (!actor.may(SLIP_WRITE)) return List.of();
        return transactions.as(actor, () -> scenes.open(actor));
    }

    /** Those of one operation; after its end only for a person who waits there for a slip. */
    List<Scenes.Scene> scenes(Actor actor, String operation, @Nullable String person) {
        if (!actor.may(SLIP_WRITE)) return List.of();
        return transactions.as(actor, () -> scenes.of(actor, operation, person));
    }

    /** Running operations in which the caller can write no slip, because no site of them is written. */
    List<String> withoutSite(Actor actor) {
        if (!actor.may(SLIP_WRITE)) return List.of();
        return transactions.as(actor, () -> scenes.withoutSite(actor));
    }

    /** The social workers to whom a child can be handed over today. */
    public List<Person> receivers(Actor actor) {
        return actor.may(SLIP_WRITE) ? transactions.as(actor, () -> people.withRole(Role.CASE_WORKER)) : List.of();
    }

    public WriteSlip.Result write(Actor actor, WriteSlip command) {
        if (!actor.may(SLIP_WRITE)) return new WriteSlip.Result.Forbidden();
        return transactions.as(actor, () -> {
            Optional<Slip> before = store.find(command.id());
            if (before.isPresent())
                return sent.isSame(command.id(), command)
                        ? new WriteSlip.Result.Written(before.get())
                        : new WriteSlip.Result.OtherContent();
            Optional<Scenes.Scene> scene = scenes.of(actor, command);
            if (scene.isEmpty()) return new WriteSlip.Result.NoSuchSite();
            UUID operation = scene.get().operationId();
            Optional<Scenes.Met> met = command.person() == null ? Optional.empty() : met(actor, command);
            if (command.person() != null && met.isEmpty()) return new WriteSlip.Result.NoSuchPerson();
            Slip back = command.instead() == null ? null : sentBack.toReplace(operation, command.instead());
            if (command.instead() != null && back == null) return new WriteSlip.Result.NotToReplace();
            if (back != null && met.isPresent() && metOf(actor, back).isPresent())
                return new WriteSlip.Result.NoSuchPerson();
            if (back != null
                    && back.content().isOfAChild()
                    && !command.content().isOfAChild()) return new WriteSlip.Result.StaysAChild();
            if (store.isNumberTaken(operation, command.content(), null)
                    || met.isEmpty() && store.wasNumberOfAnother(operation, command.content(), command.id())
                    || !store.insert(command.id(), operation, command.content(), back == null ? null : back.id()))
                return new WriteSlip.Result.NumberTaken();
            sent.keep(command.id(), command);
            Slip written = store.find(command.id()).orElseThrow();
            journal.note(operation, Section.STATUS, "slips.written", Map.of("slip", written.number()));
            met.ifPresent(one -> scenes.handedOver(actor, one, written));
            return new WriteSlip.Result.Written(written);
        });
    }

    private Optional<Scenes.Met> met(Actor actor, WriteSlip command) {
        return met(actor, command.operation(), Objects.requireNonNull(command.person()));
    }

    /** A person met in an operation, for whom the caller writes the slip; empty where there is none, or they have one. */
    Optional<Scenes.Met> met(Actor actor, String operation, String person) {
        if (!actor.may(SLIP_WRITE)) return Optional.empty();
        return inScenes(actor, one -> one.met(actor, operation, person));
    }

    /** The person for whom a slip was written, for the police. */
    Optional<Scenes.Met> metOf(Actor actor, Slip slip) {
        if (!isPolice(actor)) return Optional.empty();
        return inScenes(actor, one -> one.metOf(actor, slip.id()));
    }

    /** The child of the same operation who waits longest for a slip; empty for who writes none. */
    Optional<Scenes.Met> next(Actor actor, Slip slip) {
        if (!actor.may(SLIP_WRITE)) return Optional.empty();
        return inScenes(actor, one -> one.next(actor, store.operationOf(slip.id())));
    }

    private Optional<Scenes.Met> inScenes(Actor actor, Function<Scenes, Optional<Scenes.Met>> ask) {
        return transactions.as(actor, () -> scenes.ask(ask));
    }

    /** The country in which the child was found, as the operation asked care for places there; empty where nobody asked. */
    public Optional<String> countryOf(Actor actor, Slip slip) {
        return Optional.ofNullable(transactions.as(actor, () -> store.countryOf(slip.id())));
    }

    /** The code of the running operation of a slip, for who writes slips there. */
    Optional<String> operationCode(Actor actor, String number) {
        return find(actor, number)
                .map(slip -> operationOf(actor, slip))
                .flatMap(operation -> scenes(actor).stream()
                        .filter(one -> one.operationId().equals(operation))
                        .map(Scenes.Scene::operation)
                        .findFirst());
    }

    /** The number that follows those of the slips of a site. */
    int nextNumber(Actor actor, UUID operation, String site) {
        return transactions.as(actor, () -> store.nextNumber(operation, site));
    }

    public CorrectSlip.Result correct(Actor actor, CorrectSlip command) {
        return transactions.as(actor, () -> {
            Slip slip = actor.may(SLIP_READ) ? store.find(command.number()).orElse(null) : null;
            if (slip == null) return new CorrectSlip.Result.NotFound();
            if (!actor.may(SLIP_WRITE)) return new CorrectSlip.Result.Forbidden();
            if (!slip.isOpen()) return new CorrectSlip.Result.AlreadySigned();
            if (slip.version() != command.version()) return new CorrectSlip.Result.Changed(slip);
            UUID operation = store.operationOf(slip.id());
            List<Scenes.Scene> open = scenes.open(actor).stream()
                    .filter(one -> one.operationId().equals(operation))
                    .toList();
            if (open.isEmpty() && !slip.content().isOtherwiseHanded(command.content()))
                return new CorrectSlip.Result.OnlyHanded();
            if (!open.isEmpty()
                    && open.stream()
                            .noneMatch(
                                    one -> one.site().equals(command.content().site())))
                return new CorrectSlip.Result.NoSuchSite();
            if (store.isNumberTaken(operation, command.content(), slip.number()) || isOfAnother(actor, slip, command))
                return new CorrectSlip.Result.NumberTaken();
            if (slip.content().isOfAChild() && !command.content().isOfAChild())
                return new CorrectSlip.Result.StaysAChild();
            if (!store.update(slip.id(), command.version(), command.content()))
                return new CorrectSlip.Result.Changed(slip);
            journal.note(operation, Section.STATUS, "slips.corrected", Map.of("slip", slip.number()));
            ring(actor, slip, Set.of(slip.officerId()), Notification.TASK); // a colleague's slip is taken over
            return new CorrectSlip.Result.Corrected(store.find(slip.id()).orElseThrow());
        });
    }

    /** A slip of nobody who was met does not take a number that another slip bore: it may be the same child's. */
    private boolean isOfAnother(Actor actor, Slip slip, CorrectSlip command) {
        SlipContent now = command.content();
        boolean kept =
                slip.content().site().equals(now.site()) && slip.content().childNumber() == now.childNumber();
        return !kept
                && store.wasNumberOfAnother(store.operationOf(slip.id()), now, slip.id())
                && (slip.insteadOf() != null || metOf(actor, slip).isEmpty());
    }

    public SignSlip.Result sign(Actor actor, SignSlip command) {
        return transactions.as(actor, () -> {
            Slip slip = actor.may(SLIP_READ) ? store.find(command.number()).orElse(null) : null;
            if (slip == null) return new SignSlip.Result.NotFound();
            if (!actor.may(SLIP_WRITE)) return new SignSlip.Result.Forbidden();
            if (!slip.isOpen()) return new SignSlip.Result.AlreadySigned();
            if (slip.version() != command.version()) return new SignSlip.Result.Changed(slip);
            if (!slip.officerId().equals(actor.personId())) return new SignSlip.Result.NotYours(slip.officer());
            if (slip.content().handedAt() == null) return new SignSlip.Result.NotHanded();
            if (!store.sign(slip.id(), command.version())) return new SignSlip.Result.Changed(slip);
            journal.note(store.operationOf(slip.id()), Section.STATUS, "slips.signed", Map.of("slip", slip.number()));
            events.publishEvent(
                    new Notification(Set.of(slip.content().receiver().personId()), Notification.TASK, slip.id()));
            return new SignSlip.Result.Signed(store.find(slip.id()).orElseThrow());
        });
    }

    /** For the room that opens the file: call inside the transaction that opens it ({@link AcceptSlip}). */
    public AcceptSlip.Result accept(Actor worker, AcceptSlip command) {
        return transactions.as(worker, () -> {
            Slip slip = worker.may(SLIP_READ) ? store.find(command.number()).orElse(null) : null;
            if (slip == null) return new AcceptSlip.Result.NotFound();
            if (!worker.may(SLIP_RECEIVE)) return new AcceptSlip.Result.Forbidden();
            return switch (slip.status()) {
                case OPEN -> new AcceptSlip.Result.NotSigned();
                case ACCEPTED -> new AcceptSlip.Result.AlreadyAccepted();
                case REFUSED -> new AcceptSlip.Result.AlreadyRefused();
                case SIGNED_BY_OFFICER -> settle(worker, slip, command.fileId());
            };
        });
    }

    private AcceptSlip.Result settle(Actor worker, Slip slip, UUID file) {
        if (!store.accept(slip.id(), file)) return new AcceptSlip.Result.AlreadyAccepted();
        journal.noteOwn(worker, "slips.accepted", Map.of("slip", slip.number()));
        events.publishEvent(new Notification(Set.of(slip.officerId()), Notification.TASK).of(slip.id()));
        return new AcceptSlip.Result.Accepted(store.find(slip.id()).orElseThrow());
    }

    public RefuseSlip.Result refuse(Actor worker, RefuseSlip command) {
        return transactions.as(worker, () -> {
            Slip slip = worker.may(SLIP_READ) ? store.find(command.number()).orElse(null) : null;
            if (slip == null) return new RefuseSlip.Result.NotFound();
            if (!worker.may(SLIP_RECEIVE)) return new RefuseSlip.Result.Forbidden();
            if (slip.isOpen()) return new RefuseSlip.Result.NotSigned();
            if (!slip.isSigned() || !store.refuse(slip.id(), command.reason()))
                return new RefuseSlip.Result.AlreadySettled();
            journal.noteOwn(worker, "slips.refused", Map.of("slip", slip.number()));
            ringForOneSentBack(worker, slip);
            return new RefuseSlip.Result.Refused(store.find(slip.id()).orElseThrow());
        });
    }

    /** The child was handed over and nobody has it: who answers for that hears of it on both sides. */
    private void ringForOneSentBack(Actor worker, Slip slip) {
        String kind = slip.content().urgentMedical() ? Notification.ALERT : Notification.TASK;
        ring(worker, slip, store.answering(slip.id()), kind);
        ring(worker, slip, store.policeOf(slip.id()), Notification.TASK);
    }

    private void ring(Actor by, Slip slip, Set<UUID> persons, String kind) {
        Notification.others(persons, by.personId(), kind).ifPresent(one -> events.publishEvent(one.of(slip.id())));
    }

    /** A supervisor says which slip is the same child's; once a second person agreed nobody waits for another one. */
    public SettleSlip.Result settle(Actor supervisor, SettleSlip command) {
        return transactions.as(supervisor, () -> {
            Slip slip = supervisor.may(SLIP_READ) ? store.find(command.number()).orElse(null) : null;
            if (slip == null) return new SettleSlip.Result.NotFound();
            if (!supervisor.is(Role.CASE_SUPERVISOR)) return new SettleSlip.Result.Forbidden();
            return switch (settlements.askSettlement(slip.id(), command.other())) {
                case "DONE" -> asked(supervisor, slip, command);
                case "OWN_WORK" -> new SettleSlip.Result.OwnWork();
                case "NOT_WAITING" -> new SettleSlip.Result.NotWaiting();
                case "WAITS" -> new SettleSlip.Result.Waits();
                case "ANSWERS_ALREADY" -> new SettleSlip.Result.AnswersAlready();
                case "NO_SUCH_SLIP" -> new SettleSlip.Result.NoSuchSlip();
                default -> new SettleSlip.Result.Forbidden();
            };
        });
    }

    private SettleSlip.Result asked(Actor supervisor, Slip slip, SettleSlip command) {
        Slip now = store.find(slip.id()).orElseThrow();
        decisions.propose(
                supervisor,
                Proposal.of(SlipSettlements.KIND, slip.id(), now.version()).because(command.reason()));
        journal.noteOwn(supervisor, "slips.settlement-asked", Map.of("slip", slip.number(), "other", command.other()));
        return new SettleSlip.Result.Asked(now);
    }

    /** The operation of a slip that the caller sees; for the police side only. */
    UUID operationOf(Actor officer, Slip slip) {
        return transactions.as(officer, () -> store.operationOf(slip.id()));
    }

    /** T1 for a slip, as of now. */
    public HandoverTime timeOf(Slip slip) {
        return HandoverTime.of(slip.content().foundAt(), slip.content().handedAt(), clock.instant(), limit());
    }

    /** Until the child is handed over T1 runs; from then on the file is waited for (T3), which is opened once both have signed. */
    Instant dueOf(Slip slip) {
        Instant handed = slip.content().handedAt();
        return handed == null ? timeOf(slip).due() : handed.plus(policies.hours("registration.max"));
    }

    /** Counts over all operations as of a moment, by the login of statistics; the caller checks who may read them. */
    public SlipFigures figures(Instant asOf) {
        return transactions.forStatistics(() -> store.figures(asOf, (int) limit().toHours()));
    }

    private Duration limit() {
        return policies.hours("handover-to-worker.max");
    }

    private static boolean isPolice(Actor actor) {
        return actor.compartment() == Compartment.ENFORCEMENT;
    }
}
