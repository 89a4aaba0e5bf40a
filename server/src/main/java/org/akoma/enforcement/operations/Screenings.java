package org.akoma.enforcement.operations;

import static org.akoma.ground.access.Verb.OPERATION_READ;
import static org.akoma.ground.access.Verb.OPERATION_RECORD;
import static org.akoma.ground.access.Verb.OPERATION_WRITE;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.airlock.slips.Slip;
import org.akoma.airlock.slips.Slips;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Section;
import org.akoma.ground.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The persons met during an operation, and what was decided about them. */
@Service
public class Screenings {

    private final ActorTransactions transactions;
    private final OperationStore operations;
    private final ScreeningStore store;
    private final Slips slips;
    private final Journal journal;
    private final Clock clock;
    private final PoliceCorrections corrections;
    private final RuledOutChildren ruledOut;

    Screenings(
            ActorTransactions transactions,
            OperationStore operations,
            ScreeningStore store,
            Slips slips,
            Journal journal,
            Clock clock,
            PoliceCorrections corrections,
            RuledOutChildren ruledOut) {
        this.ruledOut = ruledOut;
        this.corrections = corrections;
        this.transactions = transactions;
        this.operations = operations;
        this.store = store;
        this.slips = slips;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * By code.
     *
     * @param after the last code of the page before, or null
     */
    public List<Screened> list(Actor actor, Operation operation, @Nullable String after, int limit) {
        if (!actor.may(OPERATION_READ)) return List.of();
        return transactions.as(actor, () -> store.list(operation.id(), after, limit));
    }

    public Optional<Screened> find(Actor actor, Operation operation, String code) {
        if (!actor.may(OPERATION_READ)) return Optional.empty();
        return transactions.as(actor, () -> store.find(operation.id(), code));
    }

    /** Children whom no slip hands over, also after the end of their operation. */
    List<ScreeningStore.Unhanded> unhanded(Actor actor, int limit) {
        return actor.may(OPERATION_READ) ? transactions.as(actor, () -> store.unhanded(limit)) : List.of();
    }

    /** Number of persons by status; a status without any is missing. */
    public Map<ScreeningStatus, Integer> counts(Actor actor, Operation operation) {
        return actor.may(OPERATION_READ) ? transactions.as(actor, () -> store.counts(operation.id())) : Map.of();
    }

    /**
     * Call inside an actor's transaction.
     *
     * @param reference of a confirmed victim
     */
    public Optional<Screened> victim(Operation operation, String reference) {
        return store.findVictim(operation.id(), reference);
    }

    public ScreenPerson.Result screen(Actor actor, ScreenPerson command) {
        return screen(actor, command, null);
    }

    /** @param newSiteSector of a site that is not recorded yet; null = it is there */
    ScreenPerson.Result screen(Actor actor, ScreenPerson command, @Nullable String newSiteSector) {
        return transactions.as(actor, () -> {
            Operation operation = visible(actor, command.operation());
            if (operation == null) return new ScreenPerson.Result.NotFound();
            if (!actor.may(OPERATION_RECORD)) return new ScreenPerson.Result.Forbidden();
            if (operation.status() == OperationStatus.PLANNED) return new ScreenPerson.Result.NotRunning();
            operations.alone(operation.id());
            Site site = operations.findSite(operation.id(), command.site()).orElse(null);
            if (site == null && newSiteSector == null) return new ScreenPerson.Result.NoSuchSite();
            FieldError fault = site == null && !AddSite.isCode(command.site())
                    ? FieldError.of("site", "operations.site-form")
                    : fault(operation, command, null);
            if (fault != null) return new ScreenPerson.Result.Wrong(fault);
            if (site == null) site = added(operation, command.site(), Objects.requireNonNull(newSiteSector));
            String code = "P-%03d".formatted(store.next(operation.id(), false));
            store.insert(operation.id(), site.id(), Ids.next(), code, command);
            journal.note(operation.id(), Section.STATUS, "operations.person-screened", Map.of("person", code));
            return new ScreenPerson.Result.Recorded(
                    store.find(operation.id(), code).orElseThrow());
        });
    }

    private Site added(Operation operation, String code, String sector) {
        if (operations.insertSite(operation.id(), new Site(Ids.next(), code, sector, null, 1)))
            journal.note(operation.id(), Section.STATUS, "operations.site-added", Map.of("site", code));
        return operations.findSite(operation.id(), code).orElseThrow();
    }

    public DecideScreening.Result decide(Actor actor, DecideScreening command) {
        return transactions.as(actor, () -> {
            Operation operation = visible(actor, command.operation());
            if (operation == null) return new DecideScreening.Result.NotFound();
            operations.alone(operation.id());
            Screened person = store.find(operation.id(), command.person()).orElse(null);
            if (person == null) return new DecideScreening.Result.NotFound();
            boolean over = operation.status() == OperationStatus.CLOSED;
            if (!actor.may(person.needsCoordinator(command.status(), over) ? OPERATION_WRITE : OPERATION_RECORD))
                return new DecideScreening.Result.Forbidden();
            if (!person.status().mayBecome(command.status()))
                return new DecideScreening.Result.NotPossible(person.status());
            boolean byTwo = person.needsTwo(command.status());
            if (byTwo && store.recordedBy(person.id()).equals(actor.personId()))
                return new DecideScreening.Result.OwnRecord();
            if (command.organisation() != null && !command.organisation().equals(actor.organisation()))
                return new DecideScreening.Result.OtherOrganisation();
            if (person.needsReason(command.status(), over)
                    && (command.reason() == null || command.reason().isBlank()))
                return new DecideScreening.Result.NoReason();
            if (byTwo) return ruledOut.ask(actor, operation, person, command);
            String reference = reference(operation.id(), person, command);
            if (reference != null && store.isReferenceTaken(operation.id(), reference, person.id()))
                return new DecideScreening.Result.ReferenceTaken();
            UUID slip = null;
            if (command.slip() != null && !command.slip().equals(person.slip())) {
                slip = slips.find(actor, command.slip()).map(Slip::id).orElse(null);
                if (slip == null || person.slip() != null || store.isSlipTaken(slip, person.id()))
                    return new DecideScreening.Result.NoSuchSlip();
            }
            return decided(actor, operation, person, command, reference, slip);
        });
    }

    /** Another person of the operation agrees that a child is ruled out; nothing where that is not theirs to say. */
    public void agree(Actor actor, UUID decision) {
        transactions.as(actor, () -> ruledOut.agree(actor, decision));
    }

    /** The address of what waits about this person, for who asked or may answer. */
    Optional<String> waiting(Actor actor, Screened person) {
        return transactions.as(actor, () -> ruledOut.waiting(person)).map(one -> "/decisions/" + one.id());
    }

    Corrected<Screened> correct(Actor actor, CorrectPerson command) {
        return transactions.as(actor, () -> {
            Operation operation = visible(actor, command.seen().operation());
            Screened person = operation == null
                    ? null
                    : store.find(operation.id(), command.person()).orElse(null);
            if (operation == null || person == null) return new Corrected.NotFound<>();
            if (!actor.may(OPERATION_WRITE)) return new Corrected.Forbidden<>();
            if (person.version() != command.version()) return new Corrected.Overtaken<>(person);
            Site site =
                    operations.findSite(operation.id(), command.seen().site()).orElse(null);
            if (site == null) return new Corrected.Wrong<>(FieldError.of("site", "operations.no-such-site"));
            UUID recorder = store.recordedBy(person.id());
            if (person.appears() == Screened.Appears.CHILD && command.seen().appears() == Screened.Appears.ADULT)
                return new Corrected.Wrong<>(FieldError.of("appears", "operations.ruled-out-by-two"));
            if (person.isAgeOfTwo(command.seen().apparentAge()))
                return new Corrected.Wrong<>(FieldError.of("apparentAge", "operations.age-by-two"));
            FieldError fault = fault(operation, command.seen(), person.id());
            if (fault != null) return new Corrected.Wrong<>(fault);
            if (!store.update(operation.id(), person, site.id(), command)) return new Corrected.Overtaken<>(person);
            corrections.note(actor, operation, Section.STATUS, person.code(), Set.of(recorder));
            return new Corrected.Done<>(
                    store.find(operation.id(), person.code()).orElseThrow());
        });
    }

    /** What was corrected of one person, newest first. */
    List<Correction> corrected(Actor actor, Operation operation, Screened person) {
        if (!actor.may(OPERATION_READ)) return List.of();
        return transactions.as(actor, () -> {
            Map<UUID, String> sites =
                    operations.sites(operation.id()).stream().collect(Collectors.toMap(Site::id, Site::code));
            return corrections.of(
                    operation.id(),
                    "screened",
                    person.id(),
                    person.code(),
                    store.columns(operation.id(), person.id(), sites));
        });
    }

    private DecideScreening.Result decided(
            Actor actor,
            Operation operation,
            Screened person,
            DecideScreening command,
            @Nullable String reference,
            @Nullable UUID slip) {
        Screened.Decision decision = new Screened.Decision(
                command.status(), actor.code(), actor.organisation(), clock.instant(), null, command.reason());
        store.decide(operation.id(), person, decision, reference, slip);
        journal.note(
                operation.id(),
                Section.STATUS,
                "operations.person-decided",
                Map.of(
                        "person",
                        person.code(),
                        "status",
                        List.of(person.status().name(), command.status().name())));
        return new DecideScreening.Result.Decided(
                store.find(operation.id(), person.code()).orElseThrow());
    }

    /** @param person null = not recorded yet */
    private @Nullable FieldError fault(Operation operation, ScreenPerson seen, @Nullable UUID person) {
        FieldError contradiction = seen.contradiction();
        if (contradiction != null) return contradiction;
        return store.isWithin(operation.id(), seen.at(), person)
                ? null
                : FieldError.of("screenedAt", "operations.screened-outside");
    }

    private @Nullable String reference(UUID operation, Screened person, DecideScreening command) {
        if (command.victimRef() != null) return command.victimRef();
        if (person.victimRef() != null || !command.status().isVictim()) return null;
        return "LE-V-%02d".formatted(store.next(operation, true));
    }

    private @Nullable Operation visible(Actor actor, String code) {
        return actor.may(OPERATION_READ) ? operations.find(code).orElse(null) : null;
    }
}
